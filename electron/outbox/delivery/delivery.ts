import type { Carrier } from './carrier.ts'
import { createLane, type Lane } from './lane.ts'
import type { Outbox } from '../outbox.ts'
import type { CaptureRecord } from '../record.ts'

export type Delivery = {
  /** Carries what waits, oldest first. Called after a capture, a sign-in, and by the timer. */
  wake(): void
  /** Ends after the tries under way; nothing is started any more. */
  stop(): Promise<void>
}

type Needs = {
  outbox: Outbox
  carrier: Carrier
  /** Whether captures of this account can be sent now. */
  canSend: (accountId: string) => boolean
  onUnexpected: (error: unknown) => void
  /** Milliseconds to wait after the n-th failed round in a row, counted from 1. */
  delay?: (failures: number) => number
}

/** A few quick tries, then every minute; the jitter keeps an office from knocking in step. */
const patientDelay = (failures: number) =>
  Math.min(60_000, 1_000 * 2 ** (failures - 1)) * (0.75 + Math.random() / 2)

/**
 * Carries captures to the portal, in two lanes: one makes and takes back tasks, the other does what belongs to them, so
 * that no thought waits behind a large file.
 */
export function createDelivery(needs: Needs): Delivery {
  const { outbox, carrier, canSend, onUnexpected, delay = patientDelay } = needs
  const busy = new Set<string>()

  const ready = (belongs: (capture: CaptureRecord) => boolean) => () =>
    outbox.records().filter((one) => belongs(one) && canSend(one.accountId) && !busy.has(one.id))

  /** A lane's work on a capture, which the other lane leaves alone meanwhile. */
  const carry =
    (work: (capture: CaptureRecord) => ReturnType<Carrier['create']>, wakeOther: () => void) =>
    async (capture: CaptureRecord) => {
      busy.add(capture.id)
      const failure = await work(capture).finally(() => busy.delete(capture.id))
      if (failure === null || outbox.find(capture.id)?.state === 'undoing') wakeOther()
      return failure
    }

  // One that is being sent, but by nobody, was left so when the disk refused a mark.
  const isOpen = ({ state }: CaptureRecord) => state === 'waiting' || state === 'sending'

  const tasks: Lane = createLane({
    ready: ready((one) => one.state === 'undoing' || (isOpen(one) && one.taskId === null)),
    carry: carry(
      (capture) => (capture.state === 'undoing' ? carrier.takeBack(capture) : carrier.create(capture)),
      () => rest.wake(),
    ),
    ...{ onUnexpected, delay },
  })
  const rest: Lane = createLane({
    ready: ready((one) => isOpen(one) && one.taskId !== null),
    carry: carry(
      (capture) => carrier.complete(capture),
      () => tasks.wake(),
    ),
    ...{ onUnexpected, delay },
  })
  const lanes = [tasks, rest]

  return {
    wake: () => {
      for (const lane of lanes) lane.wake()
    },
    stop: async () => {
      await Promise.all(lanes.map((lane) => lane.stop()))
    },
  }
}
