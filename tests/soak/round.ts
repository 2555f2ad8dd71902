import { cp, mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { startDemoPortal } from '../../electron/demo/portal.ts'
import type { Capture } from '../../electron/model.ts'
import type { Electron } from '../../scripts/electron/electron.ts'
import { leaksIn } from '../support/app/leaks.ts'
import { type AppProcess, startAppProcess, type Wanted } from './app-process.ts'
import { type Breaker, createBreaker } from './breaker.ts'
import { readHeld } from './held.ts'
import { emptyMemory, live, lookAtDraft, type Memory } from './life.ts'
import type { Line } from './line.ts'
import type { Place } from './place.ts'
import type { Life, Round } from './plan.ts'
import { createRandom } from './random.ts'
import { type Claim, reckon, type Reckoning } from './reckoning.ts'
import { settle } from './settle.ts'
import { markIn } from './thoughts.ts'

/** Where rounds are held, one after another. */
export type Arena = {
  electron: Electron
  place: Place
  line: Line
  /** The files of an app that is signed in to the line's address. */
  template: string
  /** Breaks off the round under way, which then throws the signal's reason. */
  signal: AbortSignal
}

/** How a life has ended: at a moment, or (null) at a random one; `up`, `lived`: milliseconds from its start. */
export type Ended = { at: string | null; up: number | null; lived: number }

/** One round, done and reckoned. */
export type RoundReport = {
  round: Round
  kills: Ended[]
  /** Answers that were lost on their way. */
  lost: number
  /** Requests that were delivered twice. */
  twice: number
  reckoning: Reckoning
  /** What people were told, thought by thought. */
  claims: { mark: string; told: Claim['told']; undo: Claim['undo'] }[]
  /** What *Sent* says of those that something was found of, or that have not come to rest. */
  sent: Capture[]
  /** Where a secret was left behind. */
  leaks: string[]
  seconds: number
}

/** The key of every portal, so that one sign-in is right for all of them. */
export const portalKey = 'the key of a portal in a soak run'
/** By how much the app's pauses are shorter than they should; more when all that is left is to wait. */
const speed = { living: 4, settling: 20 }
/** Milliseconds after which a life is ended that does not come on. */
const longestLife = 90_000
const longestEnd = 240_000

/** Holds a round: its lives, each ended by SIGKILL, then a last one in which everything works, and the reckoning. */
export async function holdRound(arena: Arena, round: Round, seed: number): Promise<RoundReport> {
  const begun = performance.now()
  const { place, line, template } = arena
  const breaker = createBreaker(createRandom(seed, round.index, 1), line)
  const memory = emptyMemory()
  await place.clear()
  await cp(template, place.dataFolder, { recursive: true })
  const { rest3 } = round
  const portal = await startDemoPortal({
    file: null,
    key: portalKey,
    rest3,
    faults: { before: breaker.before },
  })
  line.connect(portal.url)
  const doubledBefore = line.doubled()
  const kills: RoundReport['kills'] = []
  let output = ''
  try {
    for (const life of round.lives) {
      arena.signal.throwIfAborted()
      const ended = await holdLife(arena, breaker, memory, life)
      kills.push(ended.ended)
      output += ended.output
    }
    breaker.plan([])
    arena.signal.throwIfAborted()
    const { sent, output: last } = await end(arena, memory, portal.webhook)
    const evidence = { ...memory, sent, ...(await readHeld(portal.webhook)) }
    const code = portal.webhook.split('/').at(-2) ?? ''
    const reckoning = reckon(evidence)
    const isFound = ({ text, state }: Capture) =>
      !['sent', 'undone'].includes(state) || reckoning.findings.some(({ mark }) => mark === markIn(text))
    return {
      ...{ round, kills, reckoning },
      claims: memory.claims.map(({ thought: { mark }, told, undo }) => ({ mark, told, undo })),
      sent: sent.filter(isFound),
      lost: breaker.lost(),
      twice: line.doubled() - doubledBefore,
      leaks: await leaksIn({ dataDir: place.dataFolder, output: output + last, processes: '', traffic: '' }, [
        code,
      ]),
      seconds: (performance.now() - begun) / 1_000,
    }
  } finally {
    line.connect(null)
    await portal.close()
  }
}

async function holdLife(arena: Arena, breaker: Breaker, memory: Memory, life: Life) {
  const { place } = arena
  const { trouble, kill } = life
  breaker.plan(life.broken)
  if (trouble?.kind === 'keyring-locked') await place.lockKeyring()
  const begun = performance.now()
  let up: number | null = null
  const app = start(arena, {
    speed: speed.living,
    ...(trouble?.kind === 'clock' ? { shift: trouble.ms } : {}),
    ...(kill.at === null ? {} : { moment: kill.at, nth: kill.nth, late: kill.late }),
  })
  const end = () => void app.kill()
  const isSudden = kill.at === null && kill.since === 'start'
  let timer = setTimeout(end, isSudden ? kill.after : longestLife)
  const onUp = () => {
    up = Math.round(performance.now() - begun)
    if (kill.at !== null || kill.since === 'start') return
    clearTimeout(timer)
    timer = setTimeout(end, kill.after)
  }
  try {
    await live({ app, place, memory }, life, onUp)
  } finally {
    clearTimeout(timer)
    await app.kill()
    await place.mend()
  }
  const lived = Math.round(performance.now() - begun)
  return { ended: { at: await app.kill(), up, lived }, output: app.output() }
}

/** The last life: everything works again. */
async function end(arena: Arena, memory: Memory, webhook: string) {
  const app = start(arena, { speed: speed.settling })
  const timer = setTimeout(() => void app.kill(), longestEnd) // it has hung; what waits for it is told so
  try {
    await app.up()
    await lookAtDraft({ app, place: arena.place, memory })
    return { sent: await settle(app, webhook), output: app.output() }
  } finally {
    clearTimeout(timer)
    await app.kill()
  }
}

function start({ electron, place, signal }: Arena, wanted: Wanted): AppProcess {
  const app = startAppProcess({ electron, env: place.desktop.env, dataFolder: place.dataFolder, wanted })
  const end = () => void app.kill()
  signal.addEventListener('abort', end)
  void app.died.then(() => signal.removeEventListener('abort', end))
  return app
}

/** Signs an app in to the line's address, as a person does once, and keeps what it has written of that. */
export async function makeTemplate(arena: Arena): Promise<void> {
  const { place, line, template } = arena
  await place.clear()
  const portal = await startDemoPortal({ file: null, key: portalKey })
  line.connect(portal.url)
  const app = start(arena, {})
  try {
    await app.up()
    const address = portal.webhook.replace(portal.url, line.url)
    const reply = await app.invoke('session.use-webhook', { address })
    if (!reply.ok || reply.value.keptIn !== 'keychain') throw new Error('The app could not be signed in')
    await untilNamed(place.dataFolder)
  } finally {
    await app.kill()
    line.connect(null)
    await portal.close()
  }
  await rm(template, { recursive: true, force: true })
  await mkdir(template, { recursive: true })
  for (const name of ['accounts.json', 'settings.json', 'names']) {
    await cp(join(place.dataFolder, name), join(template, name), { recursive: true, force: true }).catch(
      ifAbsent,
    )
  }
}

/** The names of stages are known when they lie on disk. */
async function untilNamed(dataFolder: string): Promise<void> {
  const limit = Date.now() + 15_000
  while (Date.now() < limit) {
    const names = await readdir(join(dataFolder, 'names')).catch(() => [])
    if (names.some((name) => name.endsWith('.json'))) return
    await pause(50)
  }
  throw new Error('The app has learned no names')
}

function ifAbsent(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error
}
