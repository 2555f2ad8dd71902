import type { CaptureRecord } from './record.ts'

const mostTags = 200

/** The tags of earlier captures, the last used first, each once whatever its case. */
export function recentTags(records: readonly Pick<CaptureRecord, 'parsed'>[]): string[] {
  const tags = new Map<string, string>()
  for (const tag of records.flatMap(({ parsed }) => parsed.tags).reverse()) {
    const key = tag.toLowerCase()
    if (!tags.has(key)) tags.set(key, tag)
    if (tags.size === mostTags) break
  }
  return [...tags.values()]
}
