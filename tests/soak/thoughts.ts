import type { Random } from './random.ts'

/** A text that somebody types, and what there must be of it in the end. */
export type Thought = {
  /** Stands in the text, and in no other, so that whatever holds it is known again. */
  mark: string
  text: string
  /** The last word of a title that is longer than a portal keeps; null for one that is not. */
  ending: string | null
  tags: string[]
  checklist: string[]
  /** A file that goes with it. */
  file: { name: string; /** Bytes. */ size: number } | null
}

const mark = /zq[a-z]{7}/i

/** The mark in a text, or null. */
export const markIn = (text: string): string | null => mark.exec(text)?.[0].toLowerCase() ?? null

/** Letters only: digits may be understood as a date or a time. */
export function markOf(round: number, thought: number): string {
  let rest = round * 1_000 + thought
  let letters = ''
  for (let place = 0; place < 7; place++) {
    letters = String.fromCharCode(97 + (rest % 26)) + letters
    rest = Math.floor(rest / 26)
  }
  return `zq${letters}`
}

const beginnings = [
  'Call Anna about',
  'Позвонить Олегу насчёт',
  'Read',
  '«Смета» и договор',
  'Ünïcode 🙂 und',
]

/**
 * A thought of one title with now and then tags, a stage, a checklist or a file. `twin`: its title is one that others
 * have too, and its mark stands in the description.
 */
export function newThought(random: Random, id: string, twin: string | null): Thought {
  const tags = random.chance(0.35) ? [`tag${id.slice(-3)}`, 'soak'].slice(0, random.between(1, 2)) : []
  const checklist = random.chance(0.2) ? [`first ${id.slice(2)}`, `second ${id.slice(2)}`] : []
  const file = random.chance(0.6) ? { name: `${id}.txt`, size: random.pick([0, 12, 5_000, 200_000]) } : null
  // What is understood stands in front, so that Enter at the end is never meant for a suggestion.
  const front = [...tags.map((tag) => `#${tag}`), ...(random.chance(0.2) ? ['/later'] : [])]
  const ending = twin === null && random.chance(0.2) ? `end${id}` : null
  const short = twin ?? `${random.pick(beginnings)} ${id}`
  const title = ending === null ? short : `${short} ${'🙂 and so on '.repeat(25)}${ending}`
  const text = [
    [...front, title].join(' '),
    ...(twin === null ? [] : [`Known by ${id}`]),
    ...checklist.map((item) => `- [ ] ${item}`),
  ].join('\n')
  return { mark: id, text, ending, tags, checklist, file }
}
