import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createAuthority, type KeyPair } from './certificates.ts'
import { startGateway, startPac } from './pages.ts'
import { startProxy } from './proxy.ts'
import { startSocksProxy } from './socks.ts'

/** Where the portal of the office is, by a name that only its proxies know. */
export const officeAddress = 'https://portal.office.test'

const name = new URL(officeAddress).hostname
const login = { user: 'anna', password: 'office' }

/** What a portal in the office shows, and the file with the root that vouches for it. */
export type OfficePapers = { pair: KeyPair; root: string; issue: (names: string[]) => Promise<KeyPair> }

/** Makes a root of the office's own for as long as it is played, and writes it into a folder for people to add. */
export async function openOffice(folder: string): Promise<OfficePapers> {
  const authority = await createAuthority('Quickplan’s office, for tests only')
  const root = join(folder, 'office-root.pem')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await writeFile(root, authority.root)
  return { pair: await authority.issue([name, 'localhost', '127.0.0.1']), root, issue: authority.issue }
}

/** Plays a company's network around a portal, all of it on 127.0.0.1; answers what a person can try, in lines. */
export async function playOffice(portalPort: number, { pair, root, issue }: OfficePapers) {
  const portal = () => ({ host: '127.0.0.1', port: portalPort })
  const signIn = await startGateway({ pair: await issue(['login.office.test']) }, () => '/form')
  const gateway = await startGateway({ pair }, (path) => `https://login.office.test${path}`)
  const stranger = await createAuthority('Another office, which nobody trusts')
  const plain = await startProxy({ resolve: portal })
  const basic = await startProxy({ resolve: portal, login: { scheme: 'Basic', ...login } })
  const digest = await startProxy({ resolve: portal, login: { scheme: 'Digest', ...login } })
  const windows = await startProxy({ resolve: portal, login: { scheme: 'NTLM', ...login } })
  const inspecting = await startProxy({ resolve: portal, inspect: stranger })
  const gated = await startProxy({
    resolve: (host) => ({ host: '127.0.0.1', port: host === name ? gateway.port : signIn.port }),
  })
  const socks = await startSocksProxy({ resolve: portal })
  const script = `function FindProxyForURL(url, host) { return host === '${name}' ? 'PROXY ${plain.name}' : 'DIRECT' }`
  const pac = await startPac(script)
  const parts = [signIn, gateway, plain, basic, digest, windows, inspecting, gated, socks, pac]
  return {
    lines: [
      `The office’s root          ${root}`,
      `Its proxies                ${plain.name}, with a password (anna, office): ${basic.name} Basic, ${digest.name} Digest`,
      `Windows sign-in only       ${windows.name}`,
      `SOCKS5                     socks5://${socks.name}`,
      `Script (PAC)               http://127.0.0.1:${pac.port}/proxy.pac`,
      `One that inspects          ${inspecting.name}`,
      `A gateway that redirects   ${gated.name}`,
    ],
    close: async () => {
      await Promise.all(parts.map((part) => part.close()))
    },
  }
}
