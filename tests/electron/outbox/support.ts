import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { expect, vi } from 'vitest'
import { createUploads } from '../../../electron/outbox/delivery/uploads.ts'
import { createSender } from '../../../electron/outbox/delivery/sender.ts'
import { createCaptureActions } from '../../../electron/outbox/capture-actions.ts'
import { createCreation } from '../../../electron/outbox/delivery/creation.ts'
import { createDelivery } from '../../../electron/outbox/delivery/delivery.ts'
import { openAttachments } from '../../../electron/draft/attachments.ts'
import { newCapture, type CaptureInput } from '../../../electron/outbox/new-capture.ts'
import { openOutbox } from '../../../electron/outbox/outbox.ts'
import type { CaptureRecord } from '../../../electron/outbox/record.ts'
import type { Fault, FaultedCall } from '../../../electron/demo/http/faults.ts'
import type { DemoPortalOptions } from '../../../electron/demo/options.ts'
import type { Parsed, Upload } from '../../../electron/model.ts'
import { demoPortal } from '../bitrix/support.ts'

/** A folder of this test's own. */
export const newFolder = (name: string) => mkdtemp(join(tmpdir(), `quickplan-${name}-`))

/** What a file has in it, as it is offered: in two parts. */
export const contentOf = (content: string | Uint8Array | number[]) => {
  const bytes = Buffer.from(content as string)
  const middle = Math.ceil(bytes.length / 2)
  return { content: Readable.from([bytes.subarray(0, middle), bytes.subarray(middle)]) }
}

/** A file of somebody's. */
export const fileOf = (name: string, content: string | Uint8Array = 'abc') => ({
  ...contentOf(content),
  name,
  isOnDisk: true,
})

/** What was understood of a text that has nothing but a title in it. */
export const parsedAs = (title: string, more: Partial<Parsed> = {}): Parsed => ({
  title,
  description: '',
  deadline: null,
  rolled: false,
  startPlan: null,
  endPlan: null,
  priority: null,
  tags: [],
  people: [],
  project: null,
  stage: null,
  estimateSeconds: null,
  checklist: [],
  unresolved: [],
  spans: [],
  ...more,
})

let minute = 0

/** A capture of the account `a` that nothing was done with; each is a minute younger than the one before. */
export const thought = (title: string, more: Partial<Parsed> = {}, rest: Partial<CaptureInput> = {}) =>
  newCapture({
    id: randomUUID(),
    text: title,
    plain: [],
    attachments: [],
    open: false,
    parsed: parsedAs(title, more),
    to: { id: 'a', portal: 'p', userId: 1 },
    capturedAt: new Date(Date.now() - 3_600_000 + minute++),
    ...rest,
  })

type CourierOptions = Pick<DemoPortalOptions, 'rest3' | 'titles'> & {
  /** Milliseconds after the n-th failure in a row. */
  delay?: (failures: number) => number
  /** Where the portal is and how it is reached. Default: on this computer, and straight. */
  open?: typeof demoPortal
}

/** A demo portal, and captures on their way to it: all real but the clock. */
export async function startCourier({ open = demoPortal, delay = () => 10, ...options }: CourierOptions = {}) {
  const folder = await newFolder('courier')
  const portal = await open({ ...options, file: join(folder, 'portal.json') })
  const files = await openAttachments(join(folder, 'attachments'))
  const calls: string[] = []
  let choose: (call: FaultedCall) => Fault | undefined = () => undefined
  let ahead = 0
  let signedIn = true
  portal.faults.before = (call) => {
    calls.push(call.method)
    return choose(call)
  }

  async function start() {
    const outbox = await openOutbox({ folder: join(folder, 'captures'), onChange: () => undefined })
    const clientOf = () => portal.client
    const now = () => Date.now() + ahead
    const created: CaptureRecord[] = []
    const unexpected: unknown[] = []
    const told: (Upload | null)[] = []
    const uploads = createUploads((upload) => told.push(upload))
    const delivery = createDelivery({
      outbox,
      sender: createSender({
        outbox,
        creation: createCreation({ outbox, clientOf, now, settling: 20 }),
        clientOf,
        openFile: files.open,
        uploads,
        onCreated: (capture) => created.push(capture),
        onFilesSent: () => undefined,
        onUnexpected: (error) => unexpected.push(error),
        now,
      }),
      canSend: () => signedIn,
      onUnexpected: (error) => unexpected.push(error),
      delay,
    })
    const changes = createCaptureActions({
      outbox,
      delivery,
      uploads,
      clientOf,
      tidy: () => undefined,
      openTask: () => Promise.resolve(),
      now: () => new Date(now()),
    })
    return { outbox, delivery, changes, created, unexpected, told }
  }

  let app = await start()
  const state = (id: string) => app.outbox.find(id)?.state
  return {
    portal,
    files,
    /** The folder that the captures are kept in. */
    captures: join(folder, 'captures'),
    /** The methods that were called, in order. */
    calls,
    get app() {
      return app
    },
    /** What goes wrong from now on. */
    break: (next: (call: FaultedCall) => Fault | undefined) => {
      choose = next
    },
    mend: () => {
      choose = () => undefined
    },
    /** Moves the app's clock on, in milliseconds. */
    pass: (ms: number) => {
      ahead += ms
    },
    signIn: (is: boolean) => {
      signedIn = is
    },
    /** Ends the app after what is under way and starts it again with the same folder. */
    restart: async () => {
      await app.delivery.stop()
      app = await start()
    },
    /** Saves a capture and sends it off. */
    send: async (capture: CaptureRecord) => {
      await app.outbox.add([capture])
      app.delivery.wake()
      return capture.id
    },
    state,
    until: (id: string, wanted: string) => vi.waitFor(() => expect(state(id)).toBe(wanted), { interval: 5 }),
    record: (id: string) => app.outbox.find(id),
    /** Another client's view: the tasks of this title, with what was asked for. */
    tasksNamed: async (title: string) => {
      const select = [
        'ID',
        'TITLE',
        'DEADLINE',
        'PRIORITY',
        'TAGS',
        'RESPONSIBLE_ID',
        'ACCOMPLICES',
        'STATUS',
        'GROUP_ID',
      ]
      const filter = { TITLE: title }
      const { result } = await portal.client.v2('tasks.task.list', { filter, select }, { kind: 'read' })
      const { tasks } = result as { tasks: Record<string, unknown>[] }
      return tasks.filter((task) => task['title'] === title)
    },
    countTasks: async () => {
      const { result } = await portal.client.v2('tasks.task.list', { select: ['ID'] }, { kind: 'read' })
      return (result as { tasks: unknown[] }).tasks.length
    },
    call: async (method: string, params: Record<string, unknown> = {}) =>
      (await portal.client.v2(method, params, { kind: 'read' })).result,
    /** The comments that the portal keeps. */
    comments: async () => {
      const kept = JSON.parse(await readFile(join(folder, 'portal.json'), 'utf8')) as {
        chatMessages: { text: string }[]
      }
      return kept.chatMessages.map(({ text }) => text)
    },
    close: async () => {
      await app.delivery.stop()
      await portal.close()
    },
  }
}

export type Courier = Awaited<ReturnType<typeof startCourier>>

/** A fault of these methods only; of the first `times` calls, or of all. */
export function faultOf(method: string, fault: Fault, times = Infinity) {
  let left = times
  return (call: FaultedCall) => (call.method === method && left-- > 0 ? fault : undefined)
}

export const refusal: Fault = {
  kind: 'error',
  shape: 'v3',
  status: 400,
  code: 'BITRIX_REST_V3_EXCEPTION_VALIDATION_REQUESTVALIDATIONEXCEPTION',
  message: 'Title too long',
}
export const oldRefusal: Fault = {
  kind: 'error',
  shape: 'v2',
  status: 400,
  code: 'ERROR_CORE',
  message: 'Not this time',
}
