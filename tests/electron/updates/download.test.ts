import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join, dirname } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connectionFaultIn } from '../../../electron/network/faults.ts'
import { createDownloader } from '../../../electron/updates/download.ts'
import { startProxy, type Proxy } from '../../../scripts/office/proxy.ts'
import { network, startOffice } from '../network/office.ts'
import { type FeedServer, startFeedServer } from './support.ts'

const content = Buffer.from('not really a package')
const sha512 = createHash('sha512').update(content).digest('base64')
const address = new URL('https://updates.office.test/package.deb')

let office: Awaited<ReturnType<typeof startOffice>>
let server: FeedServer
let proxy: Proxy
beforeEach(async () => {
  office = await startOffice()
  const pair = await office.authority.issue([address.hostname])
  server = office.with(await startFeedServer(pair))
  server.files.set('/package.deb', content)
  // Only this proxy knows the name.
  const { port } = new URL(server.address)
  proxy = office.with(await startProxy({ resolve: () => ({ host: '127.0.0.1', port: Number(port) }) }))
})
afterEach(() => office.close())

/** The app in this office, with the proxy chosen in Settings while the system knows none. */
async function download({ roots = true, url = address, hash = sha512 } = {}) {
  await office.trustRoot()
  const app = network({ bundle: roots ? office.bundle : '' })
  app.choose({ mode: 'this', address: proxy.name })
  const destination = join(dirname(office.bundle), 'package.deb')
  const percents: number[] = []
  const onProgress = ({ percent }: { percent: number }) => percents.push(percent)
  await createDownloader(app.fetch).download(url, destination, { sha512: hash, onProgress })
  return { percents, file: await readFile(destination) }
}

/** Lets the server send everybody who wants this path to another address. */
const redirect = (path: string, to: string) =>
  server.files.set(path, (response) => void response.writeHead(302, { Location: to }).end())

test('a package comes through the proxy of Settings, from a server of the company’s own root', async () => {
  const { file, percents } = await download()
  expect(file).toEqual(content)
  expect(percents.at(-1)).toBe(100)
  expect(proxy.asked).toEqual([{ target: 'updates.office.test:443', opened: true }])
})

test('a server that nobody vouches for is asked for nothing, and that is what is told', async () => {
  const failed: unknown = await download({ roots: false }).catch((error: unknown) => error)
  expect(connectionFaultIn(failed)).toMatchObject({
    problem: 'certificate-incomplete',
    subject: address.hostname,
  })
  expect(server.asked).toEqual([])
})

test('a proxy that refuses is told by its name', async () => {
  proxy.change({ fault: 'forbidden' })
  const failed: unknown = await download().catch((error: unknown) => error)
  expect(connectionFaultIn(failed)).toMatchObject({ problem: 'proxy-refused', subject: proxy.name })
})

test('a package with another hash than was signed is damaged', async () => {
  await expect(download({ hash: 'another' })).rejects.toMatchObject({ fault: 'damaged' })
})

test('a package that lies elsewhere is fetched there', async () => {
  redirect('/old.deb', '/package.deb')
  const { file } = await download({ url: new URL('/old.deb', address) })
  expect(file).toEqual(content)
})

test.each([
  ['in the open', 'http://updates.office.test/package.deb', 1],
  ['in circles', '/old.deb', 6],
])('a server that leads on %s is given up', async (_name, to, asked) => {
  redirect('/old.deb', to)
  const url = new URL('/old.deb', address)
  await expect(download({ url })).rejects.toMatchObject({ fault: 'unreachable' })
  expect(server.asked).toHaveLength(asked)
})
