import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { InboundReply } from '../../electron/inbound/protocol.ts'
import { NotRunning } from '../../electron/cli/ask.ts'
import type { Capture } from '../../electron/model.ts'
import { root } from '../../scripts/system/project.ts'
import { type AppProcess, Killed } from './app-process.ts'
import type { Door } from './plan.ts'
import type { Claim } from './reckoning.ts'
import type { Thought } from './thoughts.ts'

/** What became of one thought: whether it was told as saved, and its id where that was told, too. */
export type Outcome = { told: Claim['told']; id: string | null }

type Needs = { app: AppProcess; dataFolder: string; env: NodeJS.ProcessEnv }

const cut: Outcome = { told: 'cut', id: null }
const refused: Outcome = { told: 'not-saved', id: null }

/** Captures thoughts by one of the doors. Answers one outcome for each, whatever happens to the app meanwhile. */
export async function capture(needs: Needs, door: Door, thoughts: readonly Thought[]): Promise<Outcome[]> {
  try {
    return await by[door](needs, thoughts)
  } catch (error) {
    if (error instanceof NotRunning) return thoughts.map(() => refused)
    if (error instanceof Killed) return thoughts.map(() => cut)
    throw error
  }
}

const by: Record<Door, (needs: Needs, thoughts: readonly Thought[]) => Promise<Outcome[]>> = {
  socket: async ({ app }, thoughts) => {
    const answer = await app.ask({ do: 'add', lines: thoughts.map((thought) => thought.text) })
    return outcomes(thoughts, 'captures' in answer ? answer.captures : [])
  },
  command: async ({ dataFolder, env }, thoughts) => {
    const { code, out } = await command(dataFolder, env, thoughts.map((thought) => thought.text).join('\n'))
    if (code === 4) return thoughts.map(() => cut)
    const lines = out.split('\n').filter((line) => line !== '')
    return outcomes(
      thoughts,
      lines.map((line) => JSON.parse(line) as Capture),
    )
  },
  window: async ({ app }, thoughts) => {
    await show(app)
    const answer = (await app.hook('save', { text: textOf(thoughts) })) as { hidden: boolean }
    return thoughts.map(() => (answer.hidden ? { told: 'saved', id: null } : refused))
  },
  page: async ({ app }, thoughts) => {
    const file = thoughts[0]?.file
    if (file && !((await app.hook('attach', file)) as { ok: boolean }).ok) return thoughts.map(() => refused)
    const as = thoughts.length > 1 ? 'lines' : 'one'
    const reply = await app.invoke('capture.save', { text: textOf(thoughts), plain: [], then: 'hide', as })
    return outcomes(thoughts, reply.ok ? reply.value : [])
  },
}

/** Brings the capture window up, as `quickplan --capture` does. */
export async function show(app: AppProcess): Promise<InboundReply> {
  return app.ask({ do: 'capture' })
}

const textOf = (thoughts: readonly Thought[]) => thoughts.map((thought) => thought.text).join('\n')

/** Those that are told are saved, in their order, and the others are not. */
const outcomes = (thoughts: readonly Thought[], saved: readonly Pick<Capture, 'id'>[]): Outcome[] =>
  thoughts.map((_thought, index) => {
    const one = saved[index]
    return one ? { told: 'saved', id: one.id } : refused
  })

/** The program as it is delivered. It would start the app where it does not run; the hook keeps it from that. */
async function command(dataFolder: string, env: NodeJS.ProcessEnv, words: string) {
  const program = join(root, 'out/main/quickplan.mjs')
  const args = [program, 'add', '--json', '--wait', '0', '--data', dataFolder, '--', words]
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'ignore'] })
  const [out, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')])
  return { out, code: code as number }
}
