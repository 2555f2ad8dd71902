import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { webhookCode } from '../../../electron/demo/webhooks.ts'
import { filesWith } from '../files.ts'

const run = promisify(execFile)

/** What an app has left behind. */
export type Traces = {
  dataDir: string
  output: string
  /** Arguments and environments of all processes while the app ran. */
  processes: string
  /** What has crossed between the main process and the windows. */
  traffic: string
}

/**
 * Every place where one of the secrets stands, as `data folder: PATH`, `output`, `processes` or `traffic`; never the secret.
 * Crash dumps lie in the data folder, too.
 */
export async function leaksIn(traces: Traces, secrets: Iterable<string>): Promise<string[]> {
  const files = await filesWith(traces.dataDir, secrets)
  const found = new Set(files.map((path) => `data folder: ${path}`))
  for (const secret of secrets) {
    if (traces.output.includes(secret)) found.add('output')
    if (traces.processes.includes(secret)) found.add('processes')
    if (traces.traffic.includes(secret)) found.add('traffic')
  }
  return [...found]
}

/** The command lines and environments of all processes that can be read; none but on Linux. */
export async function processTraces(): Promise<string> {
  if (process.platform !== 'linux') return ''
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const paths = ids.flatMap((id) => [`/proc/${id}/cmdline`, `/proc/${id}/environ`])
  // A process may end while it is looked at, and those of others cannot be read.
  const texts = await Promise.all(paths.map((path) => readFile(path, 'utf8').catch(() => '')))
  return texts.join('\n')
}

/** Every secret that Quickplan has in the keyring of this desktop, and what is made of it; none where it is shut. */
export async function secretsInKeyring(env: NodeJS.ProcessEnv): Promise<string[]> {
  const script = `require('keytar').findCredentials('Quickplan').then((all) =>
    process.stdout.write(JSON.stringify(all.map(({ password }) => password))))`
  const answer = await run(process.execPath, ['-e', script], { env, timeout: 10_000 }).catch(() => null)
  const kept = answer ? (JSON.parse(answer.stdout || '[]') as string[]) : []
  return kept.flatMap((secret) => [...partsOf(secret), webhookCode(secret, 1)])
}

/** A webhook's code and the demo portal's key as they are; of an application's entry the three that let somebody in. */
function partsOf(secret: string): string[] {
  if (!secret.startsWith('{')) return [secret]
  const entry = JSON.parse(secret) as
    | { password: string } // of a proxy
    | { application: { clientSecret: string }; tokens: { accessToken: string; refreshToken: string } }
  if ('password' in entry) return [entry.password]
  return [entry.application.clientSecret, entry.tokens.accessToken, entry.tokens.refreshToken]
}
