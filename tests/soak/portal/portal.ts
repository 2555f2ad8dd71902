import type { Faults } from '../../../electron/demo/http/faults.ts'
import { type DemoPortal, startDemoPortal } from '../../../electron/demo/portal.ts'
import type { Arena } from '../round.ts'
import type { Round } from '../plan.ts'

/** The key of every portal, so that one sign-in is right for all of them. */
const key = 'the key of a portal in a soak run'

export type RoundPortal = Pick<DemoPortal, 'webhook' | 'oauth'> & {
  /** As the app knows it. */
  address: string
  /** Everything that lets somebody in, as far as it was handed out by now. */
  secrets: ReadonlySet<string>
  close(): Promise<void>
}

/**
 * A fresh portal at the address of the last one. Webhooks reach it by the line; an application does not, since a portal says itself where it
 * is.
 */
export async function openPortal(
  { line, ports }: Pick<Arena, 'line' | 'ports'>,
  { rest3, signIn }: Pick<Round, 'rest3' | 'signIn'>,
  faults: Faults = {},
): Promise<RoundPortal> {
  const secrets = new Set<string>()
  const portal = await startDemoPortal({
    file: null,
    key,
    rest3,
    faults,
    ...(signIn === 'oauth' ? { port: ports.portal } : {}),
    oauth: { redirectUri: `http://localhost:${String(ports.handler)}/` },
    onIssue: (secret) => void secrets.add(secret),
  })
  secrets.add(portal.webhook.split('/').at(-2) ?? '').add(portal.oauth.clientSecret)
  line.connect(portal.url)
  return {
    webhook: portal.webhook,
    oauth: portal.oauth,
    secrets,
    address: signIn === 'oauth' ? portal.url : line.url,
    close: async () => {
      line.connect(null)
      await portal.close()
    },
  }
}
