import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseLaunch } from '../../../electron/inbound/parse-launch.ts'

const capture = (text: string | null) => ({
  kind: 'capture',
  given: text === null ? null : { text, from: 'program' },
})
const refused = (reason: string) => ({ kind: 'refused', reason })

test('a capture link opens the window with its text', () => {
  expect(parseLaunch('quickplan://capture?text=Call%20Anna')).toEqual(capture('Call Anna'))
})

test('an add link has to be agreed to', () => {
  expect(parseLaunch('quickplan://add?text=Call%20Anna')).toEqual({
    kind: 'capture',
    given: { text: 'Call Anna', from: 'link' },
  })
})

test.each([
  ['quickplan://capture', null],
  ['quickplan://capture/', null],
  ['quickplan://capture?text=', null],
  ['QUICKPLAN://Capture?text=a', 'a'],
  ['quickplan://capture/?text=a', 'a'],
  ['quickplan://capture?text=call+anna', 'call anna'],
  ['quickplan://capture?text=%2Bsite%20%23call', '+site #call'],
  ['quickplan://capture?text=%D0%9F%D1%80%D0%B8%D0%B2%D0%B5%D1%82', 'Привет'],
  ['quickplan://capture?text=Привет', 'Привет'],
  ['quickplan://capture?text=one%0D%0Atwo%0Athree', 'one\ntwo\nthree'],
  ['quickplan://capture?text=a%00b%1B[31mc%C2%85d', 'ab[31mcd'],
  ['quickplan://capture?text=%zz%ff', '%zz\uFFFD'],
  ['quickplan://capture?text=%3Cimg%20src=x%20onerror=alert(1)%3E', '<img src=x onerror=alert(1)>'],
  ['quickplan://capture?text=javascript:alert(1)', 'javascript:alert(1)'],
])('%s opens the window with %j', (link, text) => {
  expect(parseLaunch(link)).toEqual(capture(text))
})

test.each([
  ['javascript:alert(1)', 'scheme-unknown'],
  ['https://example.com/?text=a', 'scheme-unknown'],
  ['file:///etc/passwd', 'scheme-unknown'],
  ['quickplanner://capture?text=a', 'scheme-unknown'],
  ['capture?text=a', 'malformed'],
  ['', 'malformed'],
  ['quickplan://[?text=a', 'malformed'],
  ['quickplan://capture/../add?text=a', 'malformed'],
  ['quickplan://capture/etc/passwd', 'malformed'],
  ['quickplan://capture:80?text=a', 'malformed'],
  ['quickplan://user:word@capture?text=a', 'malformed'],
  ['quickplan://capture?text=a#b', 'malformed'],
  ['quickplan://delete?text=a', 'action-unknown'],
  ['quickplan://capture.example.com?text=a', 'action-unknown'],
  ['quickplan:capture?text=a', 'malformed'],
  ['quickplan:///capture?text=a', 'malformed'],
  ['quickplan://?text=a', 'action-unknown'],
  ['quickplan://add?text=a&open=1', 'parameter-unknown'],
  ['quickplan://add?TEXT=a', 'parameter-unknown'],
  ['quickplan://add?text=a&text=b', 'parameter-doubled'],
  ['quickplan://add', 'text-missing'],
  ['quickplan://add?text=%20%00%0A', 'text-missing'],
])('%s is refused as %s', (link, reason) => {
  expect(parseLaunch(link)).toEqual(refused(reason))
})

test('ten thousand letters fit into a link, in whatever way they are written', () => {
  const text = 'Ы'.repeat(10_000)
  expect(parseLaunch(`quickplan://capture?text=${encodeURIComponent(text)}`)).toEqual(capture(text))
})

test('a text or a link without end is refused', () => {
  expect(parseLaunch(`quickplan://capture?text=${'a'.repeat(20_001)}`)).toEqual(refused('too-long'))
  expect(parseLaunch(`quickplan://capture?text=${'a'.repeat(5_000_000)}`)).toEqual(refused('too-long'))
})

test('no text makes the reader of links fail', () => {
  fc.assert(
    fc.property(fc.oneof(fc.webUrl(), fc.string({ unit: 'binary' })), (text) => {
      expect(parseLaunch(`quickplan://capture?text=${text}`).kind).toMatch(/^(capture|refused)$/)
      expect(parseLaunch(text).kind).toMatch(/^(capture|refused)$/)
    }),
  )
})

test('whatever was written into a link is read out of it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const launch = parseLaunch(`quickplan://capture?text=${encodeURIComponent(text)}`)
      expect(launch).toEqual(capture(text.trim() === '' ? null : text))
    }),
  )
})

test.each([
  [['/opt/quickplan'], { kind: 'none' }],
  [['/opt/quickplan', '--hidden'], { kind: 'hidden' }],
  [['/opt/quickplan', '--capture'], capture(null)],
  [['/opt/quickplan', '--hidden', '--capture'], capture(null)],
  [['/opt/quickplan', 'quickplan://capture?text=a'], capture('a')],
  [['/opt/quickplan', '--capture', 'quickplan://capture?text=a'], capture('a')],
  [['electron', '.', '--capture=yes', '--Capture', '/--hidden'], { kind: 'none' }],
  [['electron', '.', '--inspect', '--load-extension=/x', 'javascript:alert(1)'], { kind: 'none' }],
  [['electron', 'https://example.com/', 'file:///etc/passwd', 'text'], { kind: 'none' }],
  [['electron', 'quickplan://add?text=a', 'quickplan://add?text=b'], refused('several-links')],
  [['electron', 'quickplan://run?text=a'], refused('action-unknown')],
  [[], { kind: 'none' }],
])('the arguments %j mean %j', (argv, launch) => {
  expect(parseLaunch(argv)).toEqual(launch)
})

test('of a hundred thousand arguments only the one link counts', () => {
  const noise = Array.from({ length: 50_000 }, (_, index) => `--switch-${index}=${'x'.repeat(20)}\u0000`)
  expect(parseLaunch([...noise, 'quickplan://add?text=a', ...noise])).toEqual({
    kind: 'capture',
    given: { text: 'a', from: 'link' },
  })
})
