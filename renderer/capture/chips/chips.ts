import type { CrmLink, Parsed, Range, Span } from '../../../electron/model.ts'
import type { Translations } from '../../shared/translations.svelte.ts'
import type { IconName } from '../../shared/ui/icons.ts'

/** Something that was understood, in words, and where it was written. */
export type Chip = {
  key: string
  /** `unknown`: a name that fits nobody, or several. `cut`: a title that is longer than the portal keeps. */
  kind: Span['kind'] | 'unknown' | 'cut'
  icon: IconName
  label: string
  /** What the label leaves open: who is responsible, why it is tomorrow. */
  note: string | null
  /** The name for a screen reader. */
  name: string
  /** What becomes plain text again with a click. */
  ranges: Range[]
}

/** The chips of what was understood, in the order of the portal's form. */
export function chipsOf(parsed: Parsed | null, spans: Span[], text: string, words: Translations): Chip[] {
  if (!parsed) return []
  const at = (kind: Span['kind'], name?: string) =>
    spans.filter(
      (span) => span.kind === kind && span.certain && (name === undefined || nameAt(text, span) === name),
    )
  const chip = (kind: Span['kind'], icon: IconName, label: string, more: Partial<Chip> = {}): Chip => ({
    key: `${kind} ${label}`,
    kind,
    icon,
    label,
    note: null,
    name: words.t(`capture.chip.${kind}`, { label }),
    ranges: at(kind),
    ...more,
  })
  const { deadline, startPlan, endPlan, people, project, stage, priority, estimateSeconds, checklist } =
    parsed
  const { parent = null, crm = [] } = parsed

  return [
    ...some(deadline, (iso) => {
      const note = parsed.rolled
        ? words.t('capture.rolled', { time: words.time(iso) })
        : noteOf(parsed, words)
      return chip('deadline', 'calendar', words.moment(iso), { note })
    }),
    ...some(startPlan, (from) =>
      chip('plan', 'clock', stretch(words, from, endPlan ?? from), { note: noteOf(parsed, words) }),
    ),
    ...people.map(({ text: typed, id, name }, index) => {
      const role = index === 0 ? 'responsible' : 'participant'
      return chip('person', 'person', name, {
        // Two people may have one name.
        key: `person ${String(id)}`,
        note: words.t(`capture.role.${role}`),
        name: words.t(`capture.chip.${role}`, { label: name }),
        ranges: at('person', typed),
      })
    }),
    ...some(project, ({ name }) => chip('project', 'folder', name)),
    ...some(stage, ({ name }) => chip('stage', 'board', name)),
    ...some(parent, ({ name }) => chip('parent', 'layers', name)),
    ...crm.map((link) =>
      chip('crm', 'link', words.t(`capture.crm.${link.entity}`, { number: String(link.number) }), {
        ranges: at('crm').filter(({ from, to }) => leadsTo(link, text.slice(from, to))),
      }),
    ),
    ...parsed.tags.map((tag) => chip('tag', 'tag', tag, { ranges: at('tag', tag) })),
    ...some(priority, (value) => chip('priority', 'flag', words.t(`capture.priority.${value}`))),
    ...some(estimateSeconds, (seconds) => chip('estimate', 'hourglass', duration(words, seconds))),
    ...(checklist.length > 0
      ? [chip('checklist', 'checklist', words.t('capture.items', { count: checklist.length }))]
      : []),
    ...(parsed.titleCut ? [cut(words)] : []),
    ...unknownIn(spans, text).map((span) => unknown(words, text, span)),
  ]
}

/** When a text is due or planned, in the words of its chip; null for none. */
export const whenOf = (parsed: Parsed | null, words: Translations): string | null =>
  chipsOf(parsed, [], '', words).find(({ kind }) => kind === 'deadline' || kind === 'plan')?.label ?? null

function cut(words: Translations): Chip {
  const name = words.t('capture.title-cut.name')
  return {
    key: 'cut',
    kind: 'cut',
    icon: 'info',
    label: words.t('capture.title-cut.label'),
    note: null,
    name,
    ranges: [],
  }
}

/** What is to be said of the date: why it is so late, or what time that is where it was written for. */
function noteOf({ notes = [] }: Parsed, words: Translations): string | null {
  const said = notes.map((note) =>
    note.kind === 'zone' ? `${note.at.slice(11, 16)} ${note.zone}` : words.t(`capture.note.${note.kind}`),
  )
  return said.length > 0 ? said.join(', ') : null
}

/** Names that mean nobody for sure, each once. */
function unknownIn(spans: Span[], text: string): Span[] {
  const tokens = spans.map(({ from, to }) => text.slice(from, to))
  return spans.filter(({ certain }, index) => !certain && tokens.indexOf(tokens[index] ?? '') === index)
}

function unknown(words: Translations, text: string, span: Span): Chip {
  const token = text.slice(span.from, span.to)
  const kind =
    span.kind === 'project' || span.kind === 'stage' || span.kind === 'parent' ? span.kind : 'person'
  const label = words.t(`capture.unknown.${kind}`, { token })
  return {
    key: `unknown ${String(span.from)}`,
    kind: 'unknown',
    icon: 'question',
    label,
    note: null,
    name: words.t('capture.unknown.choose', { label }),
    ranges: [{ from: span.from, to: span.to }],
  }
}

/** `Mon 23 Nov, 10:00–12:00`, or both moments in full where the days differ. */
function stretch(words: Translations, from: string, to: string): string {
  const end = words.day(from) === words.day(to) ? words.time(to) : words.moment(to)
  return `${words.moment(from)}–${end}`
}

function duration(words: Translations, seconds: number): string {
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.round((seconds % 3600) / 60)
  const parts = [
    ...(hours > 0 ? [words.t('capture.hours', { hours })] : []),
    ...(minutes > 0 || hours === 0 ? [words.t('capture.minutes', { minutes })] : []),
  ]
  return parts.join(' ')
}

const some = <T>(value: T | null, make: (value: T) => Chip): Chip[] => (value === null ? [] : [make(value)])

/** Whether an address leads there. */
const leadsTo = ({ entity, number }: CrmLink, address: string) =>
  new RegExp(`/crm/${entity}/[a-z]+/${String(number)}(?!\\d)`, 'i').test(address)

/** A name as it was typed, without its sign and quotes. */
const nameAt = (text: string, { from, to }: Range) => text.slice(from + 1, to).replace(/^["«]|["»]$/gu, '')
