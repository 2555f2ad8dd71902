import type { Directory } from '../../electron/parser/names/directory.ts'
import { parseCapture, type ParseContext } from '../../electron/parser/parse.ts'
import type { Measured } from './numbers.ts'

/** What people type, as it stands in the field after each key. */
const ordinary = [
  'Call Anna tomorrow 15:00',
  'Согласовать договор с юристами к пятнице @мария',
  '@anna завтра 10-12 #встреча +crm /неделя ~2ч ! обсудить план на май',
  'Отправить акт @"Анна Кузнецова" до 25.12',
  'every monday stand-up with @ivan at 9',
  'Buy milk',
  'Проверить счёт 10.11 и ОКВЭД, недели через две +Сайт компании',
  'зватра позвонить @соколова',
]
const prose = 'We spoke of the offer with @anna, and what it costs: 12 500 a month, on Friday. '
const long = prose.repeat(40).slice(0, 3_000)
const texts = {
  'ordinary lines': ordinary,
  '3,000 characters, one line': [`${long} завтра`, `tomorrow ${long}`],
  '3,000 characters, many lines': [`Offer tomorrow @anna\n${long.replaceAll('. ', '.\n- [ ] ')}`],
  '3,000 signs': ['@anna '.repeat(500), '+сайт '.repeat(500), '@a '.repeat(1_000), '"'.repeat(3_000)],
}

const first = ['Anna', 'Мария', 'Ivan', 'Дмитрий', 'Olga', 'Сергей', 'Aliya', 'Олександр', 'Peter', 'Анна']
const stems = ['Petr', 'Sokol', 'Кузнец', 'Smirn', 'Волк', 'Ahmet', 'Моро', 'Bel', 'Тихон', 'Gar']

function directoryOf(people: number, projects: number): Directory {
  const pick = (list: readonly string[], at: number) => list[at % list.length] ?? ''
  return {
    people: Array.from({ length: people }, (_, id) => {
      const lastName = `${pick(stems, Math.floor(id / 10))}${(id % 997).toString(36)}ov`
      return { id, name: pick(first, id), lastName }
    }),
    projects: Array.from({ length: projects }, (_, id) => ({
      id,
      name: `Сайт ${pick(stems, id)} ${String(id)}`,
    })),
    stages: ['Inbox', 'Сегодня', 'Неделя', 'Later'].map((title, id) => ({ id, title })),
  }
}

/** What one key costs: each text with another letter behind it, so that nothing remembered answers for it. */
function timesOf(texts: readonly string[], context: ParseContext, rounds: number): number[] {
  const once = (round: number) =>
    texts.map((text) => {
      const typed = text.replace(
        /@(\p{L}+)/u,
        (_, name: string) => `@${name.slice(0, 1 + (round % name.length))}`,
      )
      // Processor time: what else runs on the machine is not counted.
      const begun = process.cpuUsage()
      parseCapture(typed, context)
      const { user, system } = process.cpuUsage(begun)
      return (user + system) / 1_000
    })
  for (let round = 0; round < 150; round++) once(round) // the compiler has seen it by then
  return Array.from({ length: rounds }, (_, round) => once(round)).flat()
}

/** Parsing with few names and with those of a large company, in milliseconds; the first call, which makes the index, apart. */
export function measureParsing(rounds = 600): Measured[] {
  return [
    { people: 30, projects: 20 },
    { people: 50_000, projects: 5_000 },
  ].flatMap(({ people, projects }) => {
    const directory = directoryOf(people, projects)
    const now = new Date('2026-11-25T10:00:00+03:00')
    const context = { now, zone: 'Europe/Moscow', locale: 'ru' as const, endOfDay: '19:00', directory }
    const begun = performance.now()
    parseCapture('@anna +site', context)
    const index: Measured = { ...named('index'), rounds: [performance.now() - begun] }
    function named(what: string) {
      const name = `parse, ${String(people)} people, ${String(projects)} projects: ${what}`
      return { name, unit: 'ms' as const, budget: null }
    }
    return [
      index,
      ...Object.entries(texts).map(([what, lines]) => ({
        ...named(what),
        rounds: timesOf(lines, context, Math.ceil(rounds / lines.length)),
        budget: 1,
      })),
    ]
  })
}
