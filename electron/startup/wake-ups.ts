import { net, powerMonitor } from 'electron'
import type { Accounts } from '../accounts/set-up.ts'
import { watchNetwork } from '../outbox/delivery/network-watch.ts'
import type { CaptureFiles, Capturing } from '../outbox/set-up.ts'
import type { Network } from '../network/set-up.ts'
import { isUndelivered } from '../outbox/undelivered.ts'
import type { EventBus } from './event-bus.ts'
import type { Logging } from './logging.ts'
import type { Relay } from './relay.ts'

type Deps = {
  logging: Pick<Logging, 'log'>
  events: EventBus
  files: Pick<CaptureFiles, 'outbox'>
  accounts: Pick<Accounts, 'session'>
  capturing: Pick<Capturing, 'delivery'>
  keychainAnswered: Relay<void>
  networkAgreed: Relay<void>
  network: Pick<Network, 'reset'>
}

/** Lets what waits be sent when that may succeed again: after sleep, with another session, with the network back. */
export function wakeDelivery({ logging, events, files, accounts, capturing, network, ...relays }: Deps) {
  const { session } = accounts
  const { delivery } = capturing
  /** A laptop may have come to another network meanwhile, with another way out. */
  const wakeAnew = () => {
    network.reset()
    delivery.wake()
  }
  const comeBack = () => {
    // The user may have unlocked the keychain, too.
    if (session.get().access === 'locked')
      session.resume().catch((error: unknown) => logging.log('Still locked', error))
    wakeAnew()
  }
  powerMonitor.on('resume', comeBack)
  powerMonitor.on('unlock-screen', comeBack)
  relays.keychainAnswered.listen(comeBack)
  relays.networkAgreed.listen(delivery.wake)
  events.on('session.changed', delivery.wake)
  const watch = watchNetwork({
    isOnline: () => net.isOnline(),
    isWaiting: () => files.outbox.records().some(isUndelivered),
    wake: wakeAnew,
  })
  events.on('captures.changed', watch.look)
  return watch
}
