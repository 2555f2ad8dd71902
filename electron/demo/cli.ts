import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, isAbsolute, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Language, Variant } from './context.ts'
import type { SeedSize } from './data/seed-large.ts'
import { readRedirectUri } from './oauth/card.ts'

export type PortalArguments = {
  port: number
  file: string
  fresh: boolean
  language: Language
  size: SeedSize
  redirectUri: string
  limits: boolean
  faults: boolean
  variant: Variant
  /** Files with a certificate and its key, PEM. */
  tls: { cert: string; key: string } | null
  office: boolean
  json: boolean
  help: boolean
}

export const usage = `A demo Bitrix24 portal on this computer.

npm run portal -- [options]

  --port N          port to listen on, 0 for any free one (default 8024)
  --data FILE       where the data is kept (default: your data folder, quickplan-portal/portal.json)
  --fresh           start from the seed and replace the data
  --language en|ru  language of the seeded stages and of the pages (default en)
  --stages N        how many stages the seeded My Plan has (default 5)
  --tasks N         how many tasks the seed has (default 40)
  --redirect-uri U  where people are sent back to after signing in (default http://localhost:17420/)
  --limits          limit calls as a real portal does: 2 a second, 50 at once, 480 s per method in 10 minutes
  --faults          offer /__faults, where calls can be made to go wrong
  --variant NAME    what task.stages.update does without AFTER_ID: snapshot, the stage stays (default),
                    or documented, it goes first
  --tls CERT KEY    speak TLS with this certificate and key, PEM files
  --office          play a company's network around it: a root of its own, proxies with and without a password,
                    a script (PAC), SOCKS5, one that inspects, a gateway that redirects; all on this computer
  --json            print one JSON line instead of words
  --help            this text`

/** Reads the command line. Throws an `Error` whose message says what is wrong with it. */
export function readArguments(args: string[], environment: NodeJS.ProcessEnv): PortalArguments {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      port: { type: 'string', default: '8024' },
      data: { type: 'string' },
      fresh: { type: 'boolean', default: false },
      language: { type: 'string', default: 'en' },
      stages: { type: 'string', default: '0' },
      tasks: { type: 'string', default: '0' },
      'redirect-uri': { type: 'string', default: 'http://localhost:17420/' },
      limits: { type: 'boolean', default: false },
      faults: { type: 'boolean', default: false },
      variant: { type: 'string', default: 'snapshot' },
      tls: { type: 'string' },
      office: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  const port = /^\d{1,5}$/.test(values.port) ? Number(values.port) : NaN
  if (!(port <= 65_535)) throw new Error(`--port wants a number from 0 to 65535, not "${values.port}"`)
  if (values.language !== 'en' && values.language !== 'ru') {
    throw new Error(`--language wants en or ru, not "${values.language}"`)
  }
  const size = { stages: readCount('stages', values.stages), tasks: readCount('tasks', values.tasks) }
  if (values.data === '') throw new Error('--data wants the name of a file')
  const file = resolve(values.data ?? join(dataFolder(environment), 'quickplan-portal', 'portal.json'))
  const { variant } = values
  if (variant !== 'snapshot' && variant !== 'documented') {
    throw new Error(`--variant wants snapshot or documented, not "${variant}"`)
  }
  const redirectUri = readRedirectUri(values['redirect-uri'])
  const tls = readTls(values.tls, positionals)
  const { fresh, language, limits, faults, office, json, help } = values
  return { port, file, fresh, language, size, redirectUri, limits, faults, variant, tls, office, json, help }
}

function readTls(cert: string | undefined, [key, ...rest]: string[]): PortalArguments['tls'] {
  if (cert === undefined ? key !== undefined : key === undefined || rest.length > 0) {
    throw new Error('--tls wants two files, a certificate and its key; nothing else has no option before it')
  }
  return cert === undefined || key === undefined ? null : { cert: resolve(cert), key: resolve(key) }
}

function readCount(name: string, value: string): number {
  if (/^\d{1,5}$/.test(value)) return Number(value)
  throw new Error(`--${name} wants a number from 0 to 99999, not "${value}"`)
}

/** The secret beside a data file, `portal.key`, made at the first start, so that webhook addresses and the application's key stay valid. */
export async function keyBeside(file: string): Promise<string> {
  const path = join(dirname(file), 'portal.key')
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  try {
    await writeFile(path, `${randomBytes(32).toString('hex')}\n`, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error // it was made at an earlier start
  }
  const key = (await readFile(path, 'utf8')).trim()
  if (key.length < 32)
    throw new Error(
      `${path} is damaged: remove it, and new webhook addresses and a new client secret will be made`,
    )
  return key
}

/** Relative paths in XDG_DATA_HOME are invalid and count as absent, says its specification. */
function dataFolder({ XDG_DATA_HOME }: NodeJS.ProcessEnv): string {
  return XDG_DATA_HOME !== undefined && isAbsolute(XDG_DATA_HOME)
    ? XDG_DATA_HOME
    : join(homedir(), '.local', 'share')
}
