import { Temporal } from 'temporal-polyfill'

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
  const isAtom = /^\d{4}-\d\d-\d\dT\d\d:\d\d:[0-5]\d[+-]\d\d:\d\d$/.test(text)
  return isAtom ? keepable(() => Temporal.Instant.from(text)) : null
}

const mostFormatted = 50_000

/** Asks for the machine's zone once, and formats a moment once: a board reads the same ones again and again. */
export function createZones(): Zones {
  const ownZone = Temporal.Now.timeZoneId()
  const formatted = new Map<string, string>()
  return {
    format(moment, zone) {
      const timeZone = zone || ownZone
      const key = `${moment} ${timeZone}`
      const known = formatted.get(key)
      if (known !== undefined) return known
      if (formatted.size >= mostFormatted) formatted.clear()
      const text = Temporal.Instant.from(moment).toString({ timeZone, smallestUnit: 'second' })
      formatted.set(key, text)
      return text
    },
    parse(text, zone) {
      const { wall, offset } = readWallClock(text.trim()) ?? {}
      if (wall === undefined) return null
      return keepable(() =>
        offset
          ? Temporal.Instant.from(wall + offset)
          : Temporal.PlainDateTime.from(wall)
              .toZonedDateTime(zone || ownZone)
              .toInstant(),
      )
    },
  }
}

function readWallClock(text: string): { wall: string; offset: string | undefined } | null {
  const iso = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::[0-5]\d)?)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?)?$/.exec(text)
  if (iso) return { wall: `${iso[1]}T${iso[2] ?? '00:00'}`, offset: iso[3] }
  const russian = /^(\d\d)\.(\d\d)\.(\d{4})(?:[T ](\d\d:\d\d(?::[0-5]\d)?))?$/.exec(text)
  if (!russian) return null
  return { wall: `${russian[3]}-${russian[2]}-${russian[1]}T${russian[4] ?? '00:00'}`, offset: undefined }
}

/** Null for a day or time that no calendar has, and outside of the years that the portal keeps. */
function keepable(read: () => Temporal.Instant): string | null {
  try {
    const { epochMilliseconds: time } = read()
    const isInRange = time >= Date.UTC(1970, 0, 1) && time < Date.UTC(9999, 0, 1)
    return isInRange ? toMoment(new Date(time)) : null
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
