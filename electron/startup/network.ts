import { session } from 'electron'
import { setUpNetwork, type Network } from '../network/set-up.ts'
import type { ObjectFile } from '../store/settings.ts'
import type { Secrets } from '../store/secrets/secrets.ts'
import type { EventBus } from './event-bus.ts'
import type { Logging } from './logging.ts'
import type { Relay } from './relay.ts'

type Deps = {
  openStore: (name: string) => ObjectFile
  secrets: Secrets
  events: EventBus
  /** Something that was refused may go through now. */
  networkAgreed: Relay<void>
  logging: Pick<Logging, 'log'>
}

/** The way out of this app, with Chromium's knowledge of the system's proxies. */
export function openNetwork({ openStore, secrets, events, networkAgreed, logging }: Deps): Network {
  return setUpNetwork({
    platform: process.platform,
    env: process.env,
    resolveProxy: (url) => session.defaultSession.resolveProxy(url),
    secrets,
    file: openStore('network'),
    onChange: (view) => events.emit('network.changed', view),
    onAgreed: networkAgreed.send,
    log: logging.log,
  })
}
