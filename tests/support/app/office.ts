import type { Page } from 'playwright'
import type { FaultedCall } from '../../../electron/demo/http/faults.ts'
import { startDemoPortal, type DemoPortal } from '../../../electron/demo/portal.ts'
import { createAuthority, type Authority } from '../../../scripts/office/certificates.ts'
import { startProxy, type Proxy } from '../../../scripts/office/proxy.ts'
import type { App } from './app.ts'
import { withOwnSystem } from './own-system.ts'
import { summon, test as base } from './portal.ts'
import { freePort } from '../free-port.ts'

export const portalName = 'portal.office.test'
export const tokenServer = 'oauth.bitrix.info'
export const login = { scheme: 'Basic', user: 'anna', password: 'p@:/% пароль' } as const

export type Office = {
  authority: Authority
  proxy: Proxy
  portal: DemoPortal
  /** Every call that has come to the portal. */
  calls: FaultedCall[]
  returnPort: number
  /** Where every name leads that only the proxy knows. */
  toPortal: () => { host: string; port: number }
  /** Starts the app as in this office: nothing in its environment vouches for anybody. */
  start: (given?: { roots?: boolean; hosts?: string; env?: NodeJS.ProcessEnv }) => Promise<App>
}

/** An office with a root of its own, a proxy, and a portal and a token server that only the proxy knows. */
export const test = base.extend<{ office: Office }>({
  office: async ({ launch, secrets }, use) => {
    const authority = await createAuthority('Office Root')
    const returnPort = await freePort()
    const port = await freePort()
    const toPortal = () => ({ host: '127.0.0.1', port })
    const calls: FaultedCall[] = []
    const pair = await authority.issue([portalName, tokenServer])
    const portal = await startDemoPortal({
      file: null,
      key: 'the key of a portal in an office',
      port,
      tls: { ...pair, address: `https://${portalName}`, tokenServer },
      oauth: { redirectUri: `http://localhost:${returnPort}/` },
      onIssue: (secret) => void secrets.add(secret),
      faults: { before: (call) => void calls.push(call) as undefined },
    })
    secrets
      .add(portal.webhook.split('/').at(-2) ?? '')
      .add(portal.oauth.clientSecret)
      .add(login.password)
    const proxy = await startProxy({ resolve: toPortal })
    const backs: (() => Promise<void>)[] = []
    await use({
      authority,
      proxy,
      portal,
      calls,
      returnPort,
      toPortal,
      start: async ({ roots = true, hosts = '', env = {} } = {}) => {
        backs.push(await withOwnSystem({ hosts, ...(roots ? { roots: authority.root } : {}) }))
        const bare = { NODE_EXTRA_CA_CERTS: undefined, SSL_CERT_FILE: undefined, SSL_CERT_DIR: undefined }
        return launch({ env: { ...bare, https_proxy: `http://${proxy.name}`, ...env } })
      },
    })
    for (const back of backs) await back()
    await proxy.close()
    await portal.close()
  },
})

export const plan = (main: Page) => main.getByRole('heading', { name: 'My Plan' })

/** How often a task was made on the office's portal. */
export const made = ({ calls }: Office) => calls.filter(({ method }) => method === 'tasks.task.add').length

export async function captured(app: App, text: string): Promise<void> {
  await summon(app)
  await app.type(text)
  await app.press('Return')
}
