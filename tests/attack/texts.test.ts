import { expect, test } from 'vitest'
import { mostUnderstood, understand } from '../../electron/outbox/understand.ts'
import { parseCapture } from '../../electron/parser/parse.ts'

const context = {
  now: new Date(),
  zone: 'Europe/Moscow',
  locale: 'en' as const,
  endOfDay: '19:00',
  plain: [],
  workdays: [1, 2, 3, 4, 5],
  directory: { people: [], projects: [], stages: [] },
}
const parse = (text: string) =>
  understand(text, [], (part, plain) => parseCapture(part, { ...context, plain: [...plain] }))

/** Far below what it took before these were bounded (17 and 24 s), far above what a busy computer needs. */
const bound = 5_000

test.each([
  ['a megabyte in one line', 'word '.repeat(200_000)],
  ['200 kB of tokens', '! #a '.repeat(40_000)],
  ['200 kB of names', '@anna +site /week '.repeat(11_000)],
  ['200 kB of dates', 'tomorrow 15:00 '.repeat(13_000)],
  ['open quotes', '"«“'.repeat(60_000)],
  ['brackets', '([{'.repeat(60_000)],
  ['digits and dots', '1.2.3.4.'.repeat(25_000)],
  ['fifty thousand lines', 'line\n'.repeat(50_000)],
  ['a checklist of fifty thousand', `title\n${'- [ ] a\n'.repeat(50_000)}`],
])('%s is understood in time, and no letter of it is lost', (_name, text) => {
  const begun = performance.now()
  const parsed = parse(text)
  expect(performance.now() - begun).toBeLessThan(bound)
  const kept = parsed.title.length + parsed.description.length
  // What is behind the part that is understood is kept as it stands.
  if (text.length > 2 * mostUnderstood) expect(kept).toBeGreaterThan(text.length - 2 * mostUnderstood)
})
