import { parseArgs } from 'node:util'
import { Temporal } from 'temporal-polyfill'

export type ParseArguments = {
  now: Date
  zone: string
  locale: 'en' | 'ru'
  /** Null: the demo portal's people, projects and stages. */
  directory: string | null
  endOfDay: string
  help: boolean
}

export const usage = `What captures would become.

npm run -s parse -- [options] < captures

Reads one capture per line, where \\n stands for a line break, and prints one JSON object per line.

  --now TIME          wall clock in the time zone, such as 2026-11-22T10:00:00; with Z or an offset that very moment
                      (default: the current time)
  --tz ZONE           time zone, such as Europe/Moscow (default: this computer's)
  --locale en|ru      language of the user, and of the demo portal's stages (default en)
  --directory FILE    {"people":[{"id","name","lastName"}],"projects":[{"id","name"}],"stages":[{"id","title"}]}
                      (default: the demo portal's)
  --end-of-day HH:MM  the time of a date that names none (default 19:00)
  --help              this text`

const text = { type: 'string' } as const

/** Reads the command line. Throws an `Error` whose message says what is wrong with it. */
export function readParseArguments(args: string[]): ParseArguments {
  const { values } = parseArgs({
    args,
    options: {
      now: text,
      tz: text,
      directory: text,
      locale: { type: 'string', default: 'en' },
      'end-of-day': { type: 'string', default: '19:00' },
      help: { type: 'boolean', default: false },
    },
  })
  const zone = readZone(values.tz)
  const { locale, directory = null, 'end-of-day': endOfDay, help } = values
  if (locale !== 'en' && locale !== 'ru') throw new Error(`--locale wants en or ru, not "${locale}"`)
  if (!/^(?:[01]\d|2[0-3]):[0-5]\d$/.test(endOfDay)) {
    throw new Error(`--end-of-day wants a time such as 19:00, not "${endOfDay}"`)
  }
  if (directory === '') throw new Error('--directory wants the name of a file')
  return { now: readNow(values.now, zone), zone, locale, directory, endOfDay, help }
}

function readZone(zone: string | undefined): string {
  if (zone === undefined) return Intl.DateTimeFormat().resolvedOptions().timeZone
  try {
    return Temporal.Now.zonedDateTimeISO(zone).timeZoneId
  } catch (cause) {
    throw new Error(`--tz wants a time zone such as Europe/Moscow, not "${zone}"`, { cause })
  }
}

function readNow(now: string | undefined, zone: string): Date {
  if (now === undefined) return new Date()
  try {
    if (/T.*(?:Z|[+-]\d\d:?\d\d)$/i.test(now)) return new Date(Temporal.Instant.from(now).epochMilliseconds)
    return new Date(Temporal.PlainDateTime.from(now).toZonedDateTime(zone).epochMilliseconds)
  } catch (cause) {
    throw new Error(`--now wants a time such as 2026-11-22T10:00:00, not "${now}"`, { cause })
  }
}
