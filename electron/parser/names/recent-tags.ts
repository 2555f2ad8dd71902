import type { CaptureRecord } from '../../outbox/record.ts'

export type RecentTags = {
  /** The tags of earlier captures, the last used first; the same list until there is another capture. */
  list(): readonly string[]
  /** There may be another capture. */
  refresh(): void
}

type Tagged = Pick<CaptureRecord, 'parsed'>

const mostTags = 200

/** Remembers the tags, so that looking through the captures costs no keystroke. `records`: oldest first. */
export function createRecentTags(records: () => readonly Tagged[]): RecentTags {
  let known: readonly string[] | null = null
  return {
    list: () => (known ??= tagsOf(records())),
    refresh: () => {
      known = null
    },
  }
}

/** Each once, whatever its case. */
function tagsOf(records: readonly Tagged[]): string[] {
  const tags = new Map<string, string>()
  for (const tag of records.flatMap(({ parsed }) => parsed.tags).reverse()) {
    const key = tag.toLowerCase()
    if (!tags.has(key)) tags.set(key, tag)
    if (tags.size === mostTags) break
  }
  return [...tags.values()]
}
