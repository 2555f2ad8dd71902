import { cp, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Capture } from '../../electron/model.ts'
import type { Electron } from '../../scripts/electron/electron.ts'
import { waitFor } from '../../scripts/system/wait.ts'
import { leaksIn } from '../support/app/leaks.ts'
import { type AppProcess, startAppProcess, type Wanted } from './app-process.ts'
import { type Breaker, createBreaker } from './portal/breaker.ts'
import { readHeld } from './portal/held.ts'
import { comeBack, isLater, writeAsLater } from './place/later-version.ts'
import { emptyMemory, live, lookAtDraft, signInWhereEnded, type Memory } from './life.ts'
import type { Line } from './portal/line.ts'
import type { Place } from './place/place.ts'
import type { Life, Round, Trouble } from './plan.ts'
import { createRandom } from './random.ts'
import { type Claim, reckon, type Reckoning } from './reckoning.ts'
import { openPortal } from './portal/portal.ts'
import { settle } from './settle.ts'
import { markIn } from './thoughts.ts'

/** Where rounds are held, one after another. */
export type Arena = {
  electron: Electron
  place: Place
  line: Line
  /** Of portals that are signed in to with an application: their own, and of its handler path. */
  ports: { portal: number; handler: number }
  /** Holds a folder for each way to sign in: the files of an app that has. */
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
  seconds: number
}

/** By how much the app's pauses are shorter than they should; more when all that is left is to wait. */
const speed = { living: 4, settling: 20 }
/** Milliseconds after which a life is ended that does not come on. */
const longestLife = 90_000
const longestEnd = 240_000

/** Holds a round: its lives, each ended by SIGKILL, then a last one in which everything works, and the reckoning. */
export async function holdRound(arena: Arena, round: Round, seed: number): Promise<RoundReport> {
  const begun = performance.now()
  const { place, line } = arena
  const breaker = createBreaker(createRandom(seed, round.index, 1), line)
  const memory = emptyMemory()
  await place.clear()
  await cp(join(arena.template, round.signIn), place.dataFolder, { recursive: true })
  const portal = await openPortal(arena, round, { before: breaker.before })
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
    const { sent, isReady, output: last } = await end(arena, memory, portal.webhook)
    const wiped = [...(await wipedOf(place.dataFolder, round)), ...(isReady ? [] : ['the one signed in to'])]
    const traces = { dataDir: place.dataFolder, output: output + last, processes: '', traffic: '' }
    const leaks = await leaksIn(traces, portal.secrets)
    const reckoning = reckon({ ...memory, sent, wiped, leaks, ...(await readHeld(portal.webhook)) })
    const isFound = ({ text, state }: Capture) =>
      !['sent', 'undone'].includes(state) || reckoning.findings.some(({ mark }) => mark === markIn(text))
    return {
      round,
      kills,
      reckoning,
      claims: memory.claims.map(({ thought: { mark }, told, undo }) => ({ mark, told, undo })),
      sent: sent.filter(isFound),
      lost: breaker.lost(),
      twice: line.doubled() - doubledBefore,
      seconds: (performance.now() - begun) / 1_000,
    }
  } finally {
    await portal.close()
  }
}

/** What was noted of accounts, and is not any more. */
async function wipedOf(dataFolder: string, { signIn, lives }: Round): Promise<string[]> {
  const { accounts } = JSON.parse(await readFile(join(dataFolder, 'accounts.json'), 'utf8')) as {
    accounts: { kind: string }[]
  }
  const hadLater = lives.some(({ trouble }) => trouble?.kind === 'older-version')
  return [
    ...(accounts.some(({ kind }) => kind === signIn) ? [] : [`the note on the one by ${signIn}`]),
    ...(hadLater && !isLater(accounts) ? ['that of a later version'] : []),
  ]
}

/** What is wrong from the start of a life. */
async function beginTrouble(place: Place, trouble: Trouble | null): Promise<Wanted> {
  switch (trouble?.kind) {
    case 'keyring-locked':
    case 'keyring-hangs':
    case 'keyring-refuses':
      await place.troubleKeyring(keyringTroubles[trouble.kind])
      return {}
    case 'older-version':
      await writeAsLater(place.dataFolder)
      return {}
    case 'clock':
      return { shift: trouble.ms }
    case 'slow-disk':
      return { slowDisk: trouble.ms }
    default:
      return {}
  }
}

const keyringTroubles = {
  'keyring-locked': 'locked',
  'keyring-hangs': 'hangs',
  'keyring-refuses': 'refuses',
} as const

async function holdLife(arena: Arena, breaker: Breaker, memory: Memory, life: Life) {
  const { place } = arena
  const { trouble, kill } = life
  breaker.plan(life.broken)
  const wanted = await beginTrouble(place, trouble)
  const begun = performance.now()
  let up: number | null = null
  const app = start(arena, {
    speed: speed.living,
    ...wanted,
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
    if (trouble?.kind === 'older-version') await comeBack(place.dataFolder)
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
    const sent = await settle(app, webhook)
    return { sent, isReady: await becomesReady(app), output: app.output() }
  } finally {
    clearTimeout(timer)
    await app.kill()
  }
}

/** Whether calls can be made in the end, after a click at most. */
async function becomesReady(app: AppProcess): Promise<boolean> {
  const isReady = async () => {
    const session = await app.invoke('session.get')
    if (session.ok && session.value.access === 'locked') await app.invoke('session.unlock')
    await signInWhereEnded(app)
    return session.ok && session.value.access === 'ready'
  }
  return waitFor('the account', isReady, 20_000).catch(() => false)
}

export function start({ electron, place, signal }: Arena, wanted: Wanted): AppProcess {
  const app = startAppProcess({ electron, env: place.desktop.env, dataFolder: place.dataFolder, wanted })
  const end = () => void app.kill()
  signal.addEventListener('abort', end)
  void app.died.then(() => signal.removeEventListener('abort', end))
  return app
}
