import fc from 'fast-check'
import { expect, test } from 'vitest'
import { entryOf, isSwitchedOn, programOf } from '../../../electron/autostart/desktop-entry.ts'
import { wordsOfExec } from '../../support/exec-line.ts'

const execOf = (...words: string[]) => /^Exec=(.*)$/m.exec(entryOf(words))?.[1]

test.each([
  [['/usr/lib/quickplan/quickplan', '--hidden'], '/usr/lib/quickplan/quickplan --hidden'],
  [['/opt/My apps/q', '--hidden'], '"/opt/My apps/q" --hidden'],
  [['/opt/100%/q'], '/usr/bin/env /opt/100%%/q'],
  [['/opt/q', '50%'], '/opt/q 50%%'],
  [['/opt/a"b/q'], String.raw`"/opt/a\\"b/q"`],
  [['/opt/a\\b/q'], String.raw`"/opt/a\\\\b/q"`],
  [['/opt/$HOME/`q`'], '"/opt/\\\\$HOME/\\\\`q\\\\`"'],
  [['/opt/q', "it's (a) *? <#> & ~;|"], `/opt/q "it's (a) *? <#> & ~;|"`],
  [['/opt/q', ''], '/opt/q ""'],
  [['/opt/два слова/q'], '"/opt/два слова/q"'],
  [['/opt/line\nbreak/q'], '"/opt/line\\nbreak/q"'],
])('the command line %j is written %s', (words, line) => {
  expect(execOf(...words)).toBe(line)
})

test('a desktop that reads the command line finds the words as they were, whatever they hold', () => {
  const word = fc.string({ unit: fc.constantFrom(...'ab/-=я€ "\\$`%\'\n\r\t;#~') })
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), (words) => {
      const found = wordsOfExec(entryOf(words))
      expect(found[0] === '/usr/bin/env' ? found.slice(1) : found).toEqual(words)
    }),
    { numRuns: 300 },
  )
})

test.each(['/usr/bin/quickplan', '/opt/My apps\\100%/quickplan', ' /tab\tand\nbreak '])(
  'the program %j is found again in its entry',
  (program) => {
    expect(programOf(entryOf([program, '--hidden']))).toBe(program)
  },
)

const entry = entryOf(['/usr/bin/quickplan', '--hidden'])

test.each([
  ['as it was written', entry, true],
  ['hidden, as KDE and Xfce switch it off', `${entry}Hidden=true\n`, false],
  ['not hidden', `${entry}Hidden=false\n`, true],
  ['switched off in GNOME', `${entry}X-GNOME-Autostart-enabled=false\n`, false],
  ['switched on in GNOME', `${entry}X-GNOME-Autostart-enabled=true\n`, true],
  ['with spaces around the sign', `${entry}Hidden = true \n`, false],
  ['with the line ends of another system', `${entry}Hidden=true\n`.replaceAll('\n', '\r\n'), false],
  ['hidden in a group of another', `${entry}\n[Desktop Action x]\nHidden=true\n`, true],
  ['behind a comment', `# a comment\n\n${entry}`, true],
  ['with a comment that looks like a key', `${entry}#Hidden=true\n`, true],
  ['empty', '', false],
  ['no entry at all', 'Exec=quickplan\n', false],
])('an entry %s', (_what, text, isOn) => {
  expect(isSwitchedOn(text)).toBe(isOn)
})
