// The outbox and its delivery as a process of their own, to be killed: `app.ts FOLDER WEBHOOK ROUND`. Keeps one thought
// after another and tells each as soon as it is safe; where ROUND is `drain` it keeps none, and ends when all are sent.
import { randomUUID } from 'node:crypto'
import { writeSync } from 'node:fs'
import { createCreation } from '../../../electron/outbox/delivery/creation.ts'
import { createDelivery } from '../../../electron/outbox/delivery/delivery.ts'
import { createUploads } from '../../../electron/outbox/delivery/uploads.ts'
import { createSender } from '../../../electron/outbox/delivery/sender.ts'
import { newCapture } from '../../../electron/outbox/new-capture.ts'
import { openOutbox } from '../../../electron/outbox/outbox.ts'
import { parseCapture } from '../../../electron/parser/parse.ts'
import { clientOf } from '../../electron/bitrix/support.ts'
import { waitFor } from '../../../scripts/system/wait.ts'
import { markOf } from '../thoughts.ts'

const [folder = '', webhook = '', round = ''] = process.argv.slice(2)
const tell = (line: string) => writeSync(1, `${line}\n`)
const fail = (error: unknown) => tell(`unexpected ${String(error)}`)

const client = clientOf(webhook)
const outbox = await openOutbox({ folder, onChange: () => undefined })
const sender = createSender({
  outbox,
  creation: createCreation({ outbox, clientOf: () => client, now: Date.now, settling: 100 }),
  clientOf: () => client,
  uploads: createUploads(() => undefined),
  openFile: () => Promise.reject(new Error('No thought has a file')),
  onCreated: () => undefined,
  onFilesSent: () => undefined,
  onUnexpected: fail,
  now: Date.now,
})
const delivery = createDelivery({ outbox, sender, canSend: () => true, onUnexpected: fail, delay: () => 10 })
delivery.wake()

if (round === 'drain') await drain()
else for (let count = 0; ; count++) await keep(markOf(Number(round), count))

async function keep(mark: string) {
  const text = `Позвонить насчёт ${mark} #soak`
  const parsed = parseCapture(text, {
    now: new Date(),
    zone: 'Europe/Moscow',
    locale: 'ru',
    endOfDay: '19:00',
    workdays: [1, 2, 3, 4, 5],
    directory: { people: [], projects: [], stages: [] },
    plain: [],
  })
  const to = { id: 'a', portal: 'p', userId: 1 }
  const input = { text, plain: [], parsed, to, attachments: [], open: false, capturedAt: new Date() }
  tell(`begun ${mark}`)
  await outbox.add([newCapture({ id: randomUUID(), ...input })])
  tell(`saved ${mark}`)
  delivery.wake()
}

async function drain() {
  const isOver = () => outbox.list().every(({ state }) => state === 'sent' || state === 'attention')
  await waitFor('all captures to be sent', isOver, 300_000)
  for (const { state, title } of outbox.list()) if (state !== 'sent') tell(`unexpected ${state}: ${title}`)
  tell(`drained ${String(outbox.list().length)}`)
  await delivery.stop()
  process.exit(0)
}
