const two = (number: number) => String(Math.trunc(Math.abs(number))).padStart(2, '0')

/** A moment as an input of type `datetime-local` has it, in this computer's zone; empty for none. */
export function toLocalInput(iso: string | null): string {
  const date = new Date(iso ?? '')
  if (Number.isNaN(date.getTime())) return ''
  const day = `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`
}

/** The moment of such an input as wall-clock with offset, `2026-11-23T15:00:00+03:00`; null for an empty one. */
export function fromLocalInput(value: string): string | null {
  const date = new Date(value)
  if (value === '' || Number.isNaN(date.getTime())) return null
  const offset = -date.getTimezoneOffset()
  const sign = offset < 0 ? '-' : '+'
  return `${toLocalInput(date.toISOString())}:00${sign}${two(offset / 60)}:${two(offset % 60)}`
}
