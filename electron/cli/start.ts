import { spawn } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import type { Endpoint } from '../inbound/protocol.ts'
import { ask, NotRunning } from './ask.ts'
import { readEndpoint } from './endpoint-file.ts'

type Deps = {
  dataFolder: string
  /** What starts the app; null: the endpoint knows. */
  program: string[] | null
  /** Milliseconds. */
  wait: number
  switches: string[]
}

/**
 * Starts the app hidden and returns its endpoint when it can be asked. Throws {@link NotRunning} where it was never
 * started here by hand, so that nobody knows its place, or where it does not come up in time.
 */
export async function startApp({ dataFolder, program: known, wait, switches }: Deps): Promise<Endpoint> {
  const [program, ...args] = known ?? (await readEndpoint(dataFolder))?.start ?? []
  if (program === undefined) throw new NotRunning()
  let hasFailed = false
  const app = spawn(program, [...args, '--hidden', ...switches], { detached: true, stdio: 'ignore' })
  app.on('error', () => (hasFailed = true))
  app.on('exit', (code) => (hasFailed = code !== 0)) // one that only found another app ends well
  app.unref()
  const limit = performance.now() + wait
  while (!hasFailed && performance.now() < limit) {
    const endpoint = await answering(dataFolder)
    if (endpoint) return endpoint
    await pause(50)
  }
  throw new NotRunning()
}

async function answering(dataFolder: string): Promise<Endpoint | null> {
  const endpoint = await readEndpoint(dataFolder)
  if (!endpoint) return null
  try {
    const { ok } = await ask(endpoint, { do: 'ping' }, 1_000)
    return ok ? endpoint : null
  } catch {
    return null // not yet
  }
}
