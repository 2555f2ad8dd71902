import { AppError, toProblem } from '../errors.ts'
import type { CaptureRecord, Outbox } from './outbox.ts'

/** What a failed try means for the capture: `again` may be repeated under the same key, `refused` needs a person. */
export type Failure = 'again' | 'refused'

export type Delivery = {
  /** Sends what waits, oldest first; one round at a time. Called after a capture, a sign-in, and by the timer. */
  wake(): void
  /** Sends a capture again that needed attention. */
  retry(id: string): Promise<void>
  /** Ends after the try under way; nothing is started any more. */
  stop(): Promise<void>
}

type Needs = {
  outbox: Outbox
  /** Whether captures of this account can be sent now. */
  canSend: (accountId: string) => boolean
  /** Creates the task. The same capture always asks with the same body under the same idempotency key. */
  send: (capture: CaptureRecord) => Promise<{ taskId: number }>
  classify: (error: unknown) => Failure
  onSent: (capture: CaptureRecord) => void
  onUnexpected: (error: unknown) => void
  /** Milliseconds to wait after the n-th failed round in a row, counted from 1. */
  delay?: (failures: number) => number
}

/** A few quick tries, then every minute; the jitter keeps an office from knocking in step. */
const patientDelay = (failures: number) =>
  Math.min(60_000, 1_000 * 2 ** (failures - 1)) * (0.75 + Math.random() / 2)

/** Carries captures to the portal. Durable before every effect: a capture is marked on disk before it is sent. */
export function createDelivery(needs: Needs): Delivery {
  const { outbox, canSend, send, classify, onSent, onUnexpected, delay = patientDelay } = needs
  let round: Promise<void> | null = null
  let askedAgain = false
  let timer: NodeJS.Timeout | undefined
  let failures = 0
  let stopped = false

  const next = () =>
    outbox.records().find(({ state, accountId }) => state === 'waiting' && canSend(accountId))

  /** False when the portal cannot be reached now, so that the captures behind need not try. */
  const deliver = async (capture: CaptureRecord): Promise<boolean> => {
    await outbox.update(capture.id, { state: 'sending', problem: null })
    try {
      const { taskId } = await send(capture)
      onSent(await outbox.update(capture.id, { state: 'sent', taskId }))
      return true
    } catch (error) {
      if (!(error instanceof AppError)) onUnexpected(error)
      const refused = classify(error) === 'refused'
      await outbox.update(capture.id, { state: refused ? 'attention' : 'waiting', problem: toProblem(error) })
      return refused // one that is refused does not block those behind it
    }
  }

  const sendAll = async () => {
    for (let capture = next(); capture && !stopped; capture = next()) {
      if (!(await deliver(capture))) {
        failures++
        return
      }
      failures = 0
    }
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
        else if (failures > 0 && next()) timer = setTimeout(wake, delay(failures))
      })
  }

  return {
    wake,
    retry: async (id) => {
      await outbox.update(id, { state: 'waiting', problem: null })
      wake()
    },
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await round
    },
  }
}
