/** What Electron tells of a line on a page's console: an event with its fields, or before Electron 35 one by one. */
type Line = { level: unknown; message: unknown; lineNumber: unknown; sourceId: unknown }

/**
 * The failure that nobody has handled in a page, as far as it may stand in a log: its kind and its place. Null for
 * any other line of the console. What the error says is left out, as it may quote a title.
 */
export function failureOfPage([event, level, message, lineNumber, sourceId]: readonly unknown[]):
  string | null {
  const line: Line = typeof level === 'number' ? { level, message, lineNumber, sourceId } : (event as Line)
  if (line.level !== 3 && line.level !== 'error') return null
  const kind = /^Uncaught (?:\(in promise\) )?(?<kind>[A-Z][A-Za-z]{1,40})?/.exec(String(line.message))
  if (!kind) return null
  return `A page failed: ${kind.groups?.['kind'] ?? 'Error'} at ${placeOf(line)}`
}

function placeOf({ sourceId, lineNumber }: Line): string {
  const file =
    /^[a-z]+:\/\/[^/]+(?<path>\/[\w./-]+)/.exec(String(sourceId))?.groups?.['path'] ?? 'an unknown place'
  return `${file}:${String(Number(lineNumber))}`
}
