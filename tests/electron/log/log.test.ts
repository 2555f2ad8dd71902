import { expect, test } from 'vitest'
import { AppError } from '../../../electron/errors.ts'
import { createLog } from '../../../electron/log/log.ts'

const title = 'Give Anna notice'

function logged(text: string, error?: unknown, talkative = false, home = '/home/anna'): string {
  const entries: string[] = []
  createLog({ write: (entry) => entries.push(entry), home, talkative })(text, error)
  return entries.join('')
}

test.each([
  'https://team.bitrix24.com/rest/1/s3cr3tc0de/profile',
  'https://team.bitrix24.com/rest/api/1/s3cr3tc0de/tasks.task.add',
  'https://team.bitrix24.com/file?auth=s3cr3tc0de&x=1',
  'http://localhost:7000/?code=s3cr3tc0de',
  'quickplan://add?text=s3cr3tc0de',
  'grant_type=refresh_token&client_secret=s3cr3tc0de',
])('a log line with %s lets nobody in', (address) => {
  const entry = logged(`Failed at ${address}`, new AppError('refused', `asked ${address}`), true)
  expect(entry).toContain('Failed')
  expect(entry).not.toContain('s3cr3tc0de')
})

test.each<[string, () => unknown]>([
  ['text that is no JSON', () => JSON.parse(title) as unknown],
  ['a value that is no function', () => [1].map(title as never)],
  ['an error that quotes', () => new Error(`Could not save ${title}`)],
  [
    'an error that pretends to be a place',
    () => new Error(`x\n    at ${title} (/a.js:1:1)\n    at f (/${title}.js:1:1)`),
  ],
  ['an error with such a name', () => Object.assign(new Error('x'), { name: title, code: title })],
  [
    'an error with such a cause',
    () => new AppError('refused', 'Failed', { cause: new Error(title), subject: title, detail: title }),
  ],
  [
    'a file of that name',
    () => Object.assign(new Error(`ENOENT: open '/x/${title}.pdf'`), { code: 'ENOENT', path: title }),
  ],
  ['a text that was thrown', () => title],
])('%s leaves no title in the log', (_name, fail) => {
  expect(logged('Failed', caught(fail))).not.toMatch(/Anna|notice/)
})

test('an error is logged by its kind, its code and its place', () => {
  const error = Object.assign(new TypeError('secret'), { code: 'ENOSPC', syscall: 'write' })
  expect(logged('Failed', error)).toMatch(/Failed: TypeError ENOSPC write\n {4}at .*log\.test\.ts:\d+:\d+/)
})

test('the message of an expected failure is written for logs, and is logged', () => {
  expect(logged('Failed', new AppError('offline', 'No connection'))).toContain('offline (No connection)')
})

test('the home folder of the person is not told, and an entry begins one line only', () => {
  expect(logged('Set aside:\n/home/anna/.config/Quickplan/x.json')).toMatch(
    /^\S+Z Set aside: ~\/\.config\/Quickplan\/x\.json\n$/,
  )
})

test.each([
  ['in a path', 'C:\\Users\\Анна К', 'C:\\Users\\Анна К\\AppData\\x.json', '~\\AppData\\x.json'],
  ['with other slashes', 'C:\\Users\\Анна К', 'C:/Users/Анна К/AppData/x.json', '~/AppData/x.json'],
  [
    'in an address',
    'C:\\Users\\Анна К',
    `file:///${encodeURI('C:/Users/Анна К')}/x.js:1:2`,
    'file:///~/x.js:1:2',
  ],
  ['in an address on Linux', '/home/анна', `file://${encodeURI('/home/анна')}/x.js:1:2`, 'file://~/x.js:1:2'],
])('the home folder is not told %s', (_how, home, said, expected) => {
  expect(logged(`At ${said}`, undefined, false, home).split(' At ')[1]).toBe(`${expected}\n`)
})

test('an entry has an end', () => {
  expect(logged('x'.repeat(100_000)).length).toBeLessThan(5_000)
})

function caught(fail: () => unknown): unknown {
  try {
    return fail()
  } catch (error) {
    return error
  }
}
