/** A time of day as people write it (`19`, `7:30`, `19.00`, `1900`) as `HH:MM`; null for anything else. */
export function timeOf(text: string): string | null {
  const match = /^(\d{1,2})(?:[:.,\s]?(\d{2}))?$/u.exec(text.trim())
  if (!match) return null
  const hours = Number(match[1])
  const minutes = Number(match[2] ?? 0)
  if (hours > 23 || minutes > 59) return null
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
}
