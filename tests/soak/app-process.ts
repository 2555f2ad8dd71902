import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import type { Answer, Input, Reply, RequestName } from '../../electron/ipc/contract.ts'
import { ask, NotRunning } from '../../electron/cli/ask.ts'
import { readEndpoint } from '../../electron/cli/endpoint-file.ts'
import type { InboundReply, InboundRequest } from '../../electron/inbound/protocol.ts'
import { hasEnded, startHelper } from '../../scripts/system/children.ts'
import type { Electron } from '../../scripts/electron/electron.ts'
import { root } from '../../scripts/system/project.ts'
import { sandboxArguments } from '../../scripts/electron/sandbox.ts'

/** The app was killed before it answered: whether it did what it was asked for is not known. */
export class Killed extends Error {
  override readonly name = 'Killed'
}

/** What the hook is told at the start; see hook.cjs. */
export type Wanted = {
  moment?: string
  nth?: number
  late?: number
  shift?: number
  speed?: number
  slowDisk?: number
}

type Options = { electron: Electron; env: NodeJS.ProcessEnv; dataFolder: string; wanted: Wanted }

/** The real app, all of its processes, with the hook in it. */
export type AppProcess = {
  /** Resolves when other programs can reach it. Throws {@link Killed}. */
  up(): Promise<void>
  /** Has the hook do something. Throws {@link Killed}. */
  hook(action: string, given?: object): Promise<unknown>
  /** A request of the app's own contract, from its capture page. Throws {@link Killed}. */
  invoke<K extends RequestName>(name: K, input?: Input<K>): Promise<Reply<Answer<K>>>
  /** Asks at its socket. Throws {@link NotRunning}, or {@link Killed} where no answer came. */
  ask(request: InboundRequest): Promise<InboundReply>
  /** Kills all of it, and answers the moment that it has died at by itself, or null. */
  kill(): Promise<string | null>
  isDead(): boolean
  /** Resolves when it has died. */
  died: Promise<void>
  output(): string
}

/** Starts the app, hidden, in a process group of its own. */
export function startAppProcess({ electron, env, dataFolder, wanted }: Options): AppProcess {
  const args = [
    ...['-r', join(root, 'tests/soak/hook.cjs'), root],
    ...[`--user-data-dir=${dataFolder}`, '--disable-gpu', '--log-level=3', ...sandboxArguments(), '--hidden'],
  ]
  const child = startHelper(electron.executable, args, {
    cwd: root,
    env: { ...env, QUICKPLAN_SOAK: JSON.stringify(wanted) },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (part: Buffer) => (output += part.toString()))
  const died = once(child, 'exit').then(() => undefined)
  const hook = connectHook(child, died)

  const askSocket = async (request: InboundRequest, patience = 20_000): Promise<InboundReply> => {
    const note = await readEndpoint(dataFolder)
    if (!note) throw new NotRunning()
    const answer = ask(note, request, patience).catch((error: unknown) => {
      throw error instanceof NotRunning ? error : new Killed()
    })
    return answer
  }

  const up = async () => {
    await Promise.race([hook.socketIsOpen, died])
    for (;;) {
      if (hasEnded(child)) throw new Killed()
      if (
        await askSocket({ do: 'ping' }, 5_000).then(
          ({ ok }) => ok,
          () => false,
        )
      )
        return
      await pause(15)
    }
  }

  return {
    up,
    hook: hook.ask,
    invoke: async (name, input) =>
      (await hook.ask('invoke', { name, ...(input === undefined ? {} : { input }) })) as never,
    ask: (request) => askSocket(request),
    kill: async () => {
      killGroup(child)
      await died
      return hook.diedAt()
    },
    isDead: () => hasEnded(child),
    died,
    output: () => output,
  }
}

/** All processes of the app are of the group that was made for its first. */
function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error // it has ended by itself
  }
}

type Told = { id?: number; value?: unknown; error?: string; event?: string; died?: string }

function connectHook(child: ChildProcess, died: Promise<void>) {
  const pipe = child.stdio[3] as Duplex
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>()
  let count = 0
  let diedAt: string | null = null
  let pending = ''
  let opened: () => void = () => undefined
  const socketIsOpen = new Promise<void>((resolve) => (opened = resolve))
  const hear = ({ id, value, error, event, died: moment }: Told) => {
    if (moment !== undefined) diedAt = moment
    if (event === 'socket') opened()
    if (id === undefined) return
    if (error === undefined) waiting.get(id)?.resolve(value)
    else waiting.get(id)?.reject(new Error(error))
    waiting.delete(id)
  }
  pipe.setEncoding('utf8').on('data', (part: string) => {
    pending += part
    const lines = pending.split('\n')
    pending = lines.pop() ?? ''
    for (const line of lines) hear(JSON.parse(line) as Told)
  })
  pipe.on('error', () => undefined) // the other end has been killed
  void died.then(() => {
    for (const { reject } of waiting.values()) reject(new Killed())
    waiting.clear()
  })
  return {
    socketIsOpen,
    diedAt: () => diedAt,
    ask: (action: string, given: object = {}) =>
      new Promise<unknown>((resolve, reject) => {
        if (hasEnded(child)) {
          reject(new Killed())
          return
        }
        waiting.set(++count, { resolve, reject })
        pipe.write(`${JSON.stringify({ ...given, id: count, action })}\n`)
      }),
  }
}
