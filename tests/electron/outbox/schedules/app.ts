import { bitrixClient } from '../../../../electron/bitrix/rest/client.ts'
import { parseWebhook } from '../../../../electron/bitrix/rest/webhook.ts'
import { createUploads } from '../../../../electron/outbox/delivery/uploads.ts'
import { createSender } from '../../../../electron/outbox/delivery/sender.ts'
import { createCaptureActions } from '../../../../electron/outbox/capture-actions.ts'
import { createCreation } from '../../../../electron/outbox/delivery/creation.ts'
import { createDelivery } from '../../../../electron/outbox/delivery/delivery.ts'
import { openOutbox } from '../../../../electron/outbox/outbox.ts'
import { jumpingClock } from '../../bitrix/rest/manual-clock.ts'
import type { Life } from './life.ts'
import type { MemoryDisk } from './memory-disk.ts'
import type { Network } from './network.ts'

type Needs = {
  life: Life
  disk: MemoryDisk
  network: Network
  webhook: string
  now: () => number
  canSend: () => boolean
  onUnexpected: (error: unknown) => void
}

/** Milliseconds after which a second look for a lost task counts. */
export const settling = 15_000
/** The timer is left to the schedule. */
const delay = () => 2 ** 30

/** What the app makes of captures, with everything in it real but disk, network and clock. */
export async function startApp(needs: Needs) {
  const { life, disk, network, webhook, now, canSend, onUnexpected } = needs
  const outbox = await openOutbox({ folder: '/captures', onChange: () => undefined, disk: disk.of(life) })
  const client = bitrixClient({
    fetch: network.fetchOf(life),
    credentials: () => Promise.resolve(parseWebhook(webhook)),
    version: '1.2.3',
    clock: jumpingClock(),
    random: () => 0,
  })
  const clientOf = () => client
  const uploads = createUploads(() => undefined)
  const sender = createSender({
    outbox,
    creation: createCreation({ outbox, clientOf, now, settling }),
    clientOf,
    uploads,
    openFile: () => Promise.reject(new Error('No capture of a schedule has files')),
    onCreated: () => undefined,
    onFilesSent: () => undefined,
    onUnexpected,
    now,
  })
  const delivery = createDelivery({ outbox, sender, canSend, onUnexpected, delay })
  const changes = createCaptureActions({
    outbox,
    delivery,
    uploads,
    clientOf,
    openTask: () => Promise.resolve(),
    tidy: () => undefined,
    now: () => new Date(now()),
  })
  return { outbox, delivery, changes }
}

export type App = Awaited<ReturnType<typeof startApp>>
