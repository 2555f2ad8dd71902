import { setTimeout as pause } from 'node:timers/promises'
import type { Capture } from '../../electron/model.ts'
import type { AppProcess } from './app-process.ts'
import { readHeld } from './portal/held.ts'
import { signInWhereEnded } from './life.ts'
import { markIn } from './thoughts.ts'

/** Milliseconds until what has not come to rest is taken as it is. */
const patience = 120_000
/** Milliseconds that the computer sleeps at a time, and at most. */
const sleep = 8_000
const mostSleep = 240_000
/** How often one capture is tried again by hand. */
const mostRetries = 4

/**
 * Waits until nothing is on its way any more, as everything works again: wakes the app as a computer does that has
 * slept, tries again what needs attention, and says which task a capture is where the app asks. Answers *Sent* as it
 * is then.
 */
export async function settle(app: AppProcess, webhook: string): Promise<Capture[]> {
  const retries = new Map<string, number>()
  const limit = Date.now() + patience
  let slept = 0
  for (;;) {
    const sent = await list(app)
    const open = sent.filter((one) => isOpen(one, retries))
    if (open.length === 0 || Date.now() > limit) return sent
    for (const one of open.filter(({ state }) => state === 'attention')) {
      retries.set(one.id, (retries.get(one.id) ?? 0) + 1)
      if (one.candidates.length > 0) await identify(app, webhook, one)
      else await app.invoke('captures.retry', { id: one.id })
    }
    const session = await app.invoke('session.get')
    if (session.ok && session.value.access === 'locked') await app.invoke('session.unlock')
    await signInWhereEnded(app)
    // Longer than the app leaves a portal alone before it looks a second time, and less in all than clocks may differ.
    await app.hook('sleep', { ms: slept < mostSleep ? sleep : 0 })
    slept += sleep
    await pause(400)
  }
}

const isOpen = ({ id, state }: Capture, retries: ReadonlyMap<string, number>) =>
  state === 'attention' ? (retries.get(id) ?? 0) < mostRetries : state !== 'sent' && state !== 'undone'

async function list(app: AppProcess): Promise<Capture[]> {
  const reply = await app.invoke('captures.list')
  if (!reply.ok) throw new Error('The app does not tell its captures')
  return reply.value
}

/** A person who looks at the candidates knows their own thought by what stands in its description. */
async function identify(app: AppProcess, webhook: string, { id, text, candidates }: Capture): Promise<void> {
  const { tasks } = await readHeld(webhook)
  const mine = tasks.find(
    (task) => task.mark === markIn(text) && candidates.some(({ taskId }) => taskId === task.id),
  )
  await app.invoke('captures.identify', { id, taskId: mine?.id ?? null })
}
