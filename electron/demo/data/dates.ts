/** Wall-clock time of a moment in a zone, and back. An empty zone is the machine's own. */
export type Zones = {
  /** ISO 8601 with seconds and offset, `2026-11-23T15:00:00+03:00`. */
  format: (moment: string, zone: string) => string
  /** Reads what the old API accepts; a time without offset is the zone's. Null if it is no date. */
  parse: (text: string, zone: string) => string | null
}

/** A date as the portal keeps it: UTC, whole seconds. */
export function toMoment(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`
}

/** The only form that REST 3.0 reads, `2026-11-23T15:00:00+03:00`; null for anything else. */
export function parseAtom(text: string): string | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/.test(text)) return null
  const wall = text.slice(0, 19)
  return isCalendar(wall) ? keepable(Date.parse(text)) : null
}

/** Keeps one formatter per zone, because making one costs more than all else here. */
export function createZones(): Zones {
  const formatters = new Map<string, Intl.DateTimeFormat>()
  const wallClock = (date: Date, zone: string): number => {
    const formatter = formatters.get(zone) ?? makeFormatter(zone)
    formatters.set(zone, formatter)
    const part = Object.fromEntries(
      formatter.formatToParts(date).map(({ type, value }) => [type, Number(value)]),
    )
    return Date.UTC(
      part.year ?? 0,
      (part.month ?? 1) - 1,
      part.day ?? 1,
      part.hour ?? 0,
      part.minute ?? 0,
      part.second ?? 0,
    )
  }
  const offsetMinutes = (time: number, zone: string): number => {
    if (zone === '') return -new Date(time).getTimezoneOffset()
    return Math.round((wallClock(new Date(time), zone) - time) / 60_000)
  }

  return {
    format(moment, zone) {
      const time = Date.parse(moment)
      const offset = offsetMinutes(time, zone)
      return new Date(time + offset * 60_000).toISOString().slice(0, 19) + formatOffset(offset)
    },
    parse(text, zone) {
      const read = readWallClock(text.trim())
      if (!read) return null
      if (read.offset !== null) return keepable(Date.parse(read.wall + read.offset))
      const wall = Date.parse(`${read.wall}Z`)
      // The offset is asked twice, since the first guess may lie on the other side of a clock change.
      const guess = wall - offsetMinutes(wall, zone) * 60_000
      return keepable(wall - offsetMinutes(guess, zone) * 60_000)
    },
  }
}

function makeFormatter(zone: string): Intl.DateTimeFormat {
  const numeric = 'numeric'
  return new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: numeric,
    month: numeric,
    day: numeric,
    hour: numeric,
    minute: numeric,
    second: numeric,
  })
}

function readWallClock(text: string): { wall: string; offset: string | null } | null {
  const iso = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d)?(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?)?$/.exec(text)
  const russian = /^(\d\d)\.(\d\d)\.(\d{4})(?:[T ](\d\d:\d\d)(:\d\d)?)?$/.exec(text)
  const wall = iso
    ? `${iso[1]}T${iso[2] ?? '00:00'}${iso[3] ?? ':00'}`
    : russian
      ? `${russian[3]}-${russian[2]}-${russian[1]}T${russian[4] ?? '00:00'}${russian[5] ?? ':00'}`
      : null
  if (wall === null || !isCalendar(wall)) return null
  return { wall, offset: iso?.[4]?.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2') ?? null }
}

/** Tells the 30th of February from a real day: only real ones survive the round trip. */
function isCalendar(wall: string): boolean {
  const time = Date.parse(`${wall}Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(wall)
}

function keepable(time: number): string | null {
  const isInRange = time >= Date.UTC(1970, 0, 1) && time < Date.UTC(9999, 0, 1)
  return isInRange ? toMoment(new Date(time)) : null
}

function formatOffset(minutes: number): string {
  const size = Math.abs(minutes)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`
}
