import type { Range } from '../../../electron/model.ts'
import type { Chip } from '../chips/chips.ts'
import type { Suggester } from './suggester.svelte.ts'
import type { WrittenText } from './written-text.svelte.ts'

/** The field, as far as others reach into it. What it inserts, the field's own undo takes back. */
export type FieldHandle = {
  selection(): Range
  insert(range: Range, text: string): void
  /** Without a caret it stays where it was; a range is selected. */
  focus(caret?: number | Range): void
  /** Takes the focus from wherever it is in the page. */
  blur(): void
}

/** A text that is being written, with the field and the list of suggestions that belong to it. */
export type Writing = {
  text: WrittenText
  suggester: Suggester
  /** Null until the field is on screen. */
  field: FieldHandle | null
  toPlain: (ranges: Range[]) => Promise<void>
}

/** Puts a suggestion in place of what was typed, with a space to go on behind it. */
export function takeSuggestion({ text, suggester, field }: Writing, index: number): void {
  const taken = suggester.take(index)
  if (!taken) return
  const hasSpace = text.text[taken.to] === ' '
  field?.insert({ from: taken.from, to: taken.to + (hasSpace ? 1 : 0) }, `${taken.insert} `)
}

/** Turns a chip back into text; one that nobody understood asks who is meant. */
export async function clickChip(
  { field, suggester, toPlain }: Writing,
  { kind, ranges }: Chip,
): Promise<void> {
  const end = ranges[0]?.to
  if (kind === 'cut') {
    field?.focus()
  } else if (kind !== 'unknown') {
    field?.focus()
    await toPlain(ranges)
  } else if (end !== undefined) {
    field?.focus(end)
    await suggester.reopen(end)
  }
}

/** Turns what was understood at the caret into text, and what was turned into text back again. */
export function toggleText({ field, text, suggester, toPlain }: Writing): boolean {
  const { to: caret } = field?.selection() ?? { to: 0 }
  const isAt = (range: Range) => range.from < caret && caret <= range.to
  const span = text.spans.find((one) => one.certain && isAt(one))
  const plain = text.plain.find(isAt)
  if (!span && !plain) return false
  suggester.dismiss()
  if (span) void toPlain([{ from: span.from, to: span.to }])
  else
    void text.replace(
      text.text,
      text.plain.filter((range) => range !== plain),
    )
  return true
}
