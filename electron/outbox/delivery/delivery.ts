import type { Failure } from './failures.ts'
import type { Sender } from './sender.ts'
import type { Outbox } from '../outbox.ts'
import type { CaptureRecord } from '../record.ts'

export type Delivery = {
  /** Sends what waits, oldest first. Called after a capture, a sign-in, and by the timer. */
  wake(): void
  /** Returns after the tries under way; nothing is started any more. */
  stop(): Promise<void>
}

type DeliveryDeps = {
  outbox: Outbox
  sender: Sender
  /** Whether captures of this account can be sent now. */
  canSend: (accountId: string) => boolean
  onUnexpected: (error: unknown) => void
  /** Milliseconds to wait after the n-th failed round in a row, counted from 1. */
  delay?: (failures: number) => number
}

/** A few quick tries, then every minute; the jitter keeps an office from knocking in step. */
const retryDelay = (failures: number) =>
  Math.min(60_000, 1_000 * 2 ** (failures - 1)) * (0.75 + Math.random() / 2)

/** What has a time of its own begins where others have failed so often: with about eight seconds. */
const slowStart = 3

/**
 * Sends captures to the portal with two workers: one creates and takes back tasks, the other does the follow-up steps,
 * so that no capture waits behind a large file.
 */
export function createDelivery(deps: DeliveryDeps): Delivery {
  const { outbox, sender, canSend, onUnexpected, delay = retryDelay } = deps
  const busy = new Set<string>()

  const ready = (belongs: (capture: CaptureRecord) => boolean) => () =>
    outbox.records().filter((one) => belongs(one) && canSend(one.accountId) && !busy.has(one.id))

  /** One worker's send of a capture, which the other worker leaves alone meanwhile. */
  const exclusively =
    (send: (capture: CaptureRecord) => Promise<Failure | null>, wakeOther: () => void) =>
    async (capture: CaptureRecord) => {
      busy.add(capture.id)
      const failure = await send(capture).finally(() => busy.delete(capture.id))
      if (failure === null || outbox.find(capture.id)?.state === 'undoing') wakeOther()
      return failure
    }

  // One that is being sent, but by nobody, was left so when the disk refused a mark.
  const isOpen = ({ state }: CaptureRecord) => state === 'waiting' || state === 'sending'

  const tasks: Worker = createWorker({
    ready: ready((one) => one.state === 'undoing' || (isOpen(one) && one.taskId === null)),
    send: exclusively(
      (capture) => (capture.state === 'undoing' ? sender.takeBack(capture) : sender.create(capture)),
      () => followUps.wake(),
    ),
    onUnexpected,
    delay,
  })
  const followUps: Worker = createWorker({
    ready: ready((one) => isOpen(one) && one.taskId !== null),
    send: exclusively(sender.followUp, () => tasks.wake()),
    onUnexpected,
    delay,
  })
  const workers = [tasks, followUps]

  return {
    wake: () => {
      for (const worker of workers) worker.wake()
    },
    stop: async () => {
      await Promise.all(workers.map((worker) => worker.stop()))
    },
  }
}

type Worker = {
  /** Begins a round now; during one, another follows it. */
  wake(): void
  /** Returns after the capture under way. */
  stop(): Promise<void>
}

type WorkerOptions = {
  /** What can be sent now, oldest first. */
  ready: () => CaptureRecord[]
  /** Sends a capture; returns null, or why it failed. Throws where the disk refused a mark. */
  send: (capture: CaptureRecord) => Promise<Failure | null>
  onUnexpected: (error: unknown) => void
  delay: (failures: number) => number
}

/**
 * Sends captures one after another, in rounds. One that fails is skipped until the next round, and an account that cannot
 * be reached with all its captures; then it waits, longer each time.
 */
function createWorker({ ready, send, onUnexpected, delay }: WorkerOptions): Worker {
  let round: Promise<void> | null = null
  let askedAgain = false
  let timer: NodeJS.Timeout | undefined
  let failures = 0
  let stopped = false
  /** Those that failed by themselves go last, so that they cost the others no time. */
  const slow = new Set<string>()
  /** Those that have a time of their own, in milliseconds of this process, and how often they failed so. */
  const later = new Map<string, { times: number; from: number }>()
  const isDue = ({ id }: CaptureRecord) => (later.get(id)?.from ?? 0) <= performance.now()
  const postpone = (id: string) => {
    const times = (later.get(id)?.times ?? 0) + 1
    later.set(id, { times, from: performance.now() + delay(times + slowStart) })
  }

  const sendAll = async () => {
    const skipped = new Set<string>()
    const closed = new Set<string>()
    const next = () => {
      const open = ready().filter((one) => !skipped.has(one.id) && !closed.has(one.accountId) && isDue(one))
      return open.find(({ id }) => !slow.has(id)) ?? open[0]
    }
    let hasFailed = false
    for (let capture = next(); capture && !stopped; capture = next()) {
      const failure = await send(capture)
      if (failure !== null) skipped.add(capture.id)
      if (failure === 'account') closed.add(capture.accountId)
      if (failure === 'later') postpone(capture.id)
      else later.delete(capture.id)
      if (failure === 'capture') slow.add(capture.id)
      else slow.delete(capture.id)
      hasFailed ||= failure === 'account' || failure === 'capture'
    }
    failures = hasFailed ? failures + 1 : 0
  }

  /** Where some have failed, or the first of those comes to its time. */
  const nextRound = () => {
    const left = ready()
    const waits = left.flatMap(({ id }) => later.get(id) ?? []).map(({ from }) => from - performance.now())
    if (failures > 0 && left.length > 0) waits.push(delay(failures))
    return waits.length > 0 ? setTimeout(wake, Math.max(0, Math.min(...waits))) : undefined
  }

  const wake = () => {
    clearTimeout(timer)
    if (stopped) return
    if (round) {
      askedAgain = true
      return
    }
    round = sendAll()
      .catch((error: unknown) => {
        failures++
        onUnexpected(error) // the disk refused a mark; nothing was sent without one
      })
      .finally(() => {
        round = null
        const soon = askedAgain
        askedAgain = false
        if (stopped) return
        if (soon) wake()
        else timer = nextRound()
      })
  }

  return {
    wake,
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await round
    },
  }
}
