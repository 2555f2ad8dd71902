import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createEngine } from '../../../electron/updates/engine.ts'
import { readFeed } from '../../../electron/updates/feed.ts'
import { type FeedServer, newKey, offer, startFeedServer } from './support.ts'

const key = newKey()
let server: FeedServer
let folder = ''

beforeEach(async () => {
  server = await startFeedServer()
  folder = await mkdtemp(join(tmpdir(), 'quickplan-updates-'))
  // The package asks `electron` for its place when it is loaded; outside Electron there is none to ask for.
  vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', folder)
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await server.close()
  await rm(folder, { recursive: true })
})

/** electron-updater itself, for a Debian package, with an app around it that notes what is asked of it. */
async function engineFor(version: string) {
  const { default: updating } = await import('electron-updater')
  const app = {
    version,
    name: 'quickplan',
    isPackaged: true,
    appUpdateConfigPath: join(folder, 'none.yml'),
    userDataPath: folder,
    baseCachePath: folder,
    whenReady: () => Promise.resolve(),
    relaunch: () => undefined,
    quit: () => undefined,
    onQuit: () => undefined,
  }
  const updater = new updating.DebUpdater(null, app)
  // Where it would ask for a password and install.
  const install = vi.spyOn(updater, 'quitAndInstall').mockImplementation(() => undefined)
  const configFile = join(folder, 'updates.json')
  await writeFile(configFile, JSON.stringify({ updaterCacheDirName: 'updates' }))
  const source = { feed: server.address, publicKey: key.publicKey }
  const engine = createEngine({
    updater,
    fetch,
    Provider: updating.Provider as never,
    readFeed: () => readFeed({ fetch, source, target: 'linux-x64' }),
    address: source.feed,
    configFile,
  })
  return { engine, updater, install }
}

const fault = (name: string) => expect.objectContaining({ fault: name }) as Error

test.each(['1.0.0', '0.9.0'])('a feed that offers %s has nothing for 1.0.0', async (offered) => {
  offer(server, key, offered)
  const { engine } = await engineFor('1.0.0')
  expect(await engine.check()).toBeNull()
})

test('a newer version that is signed is found, fetched and installed', async () => {
  const content = offer(server, key, '2.0.0')
  const { engine, install } = await engineFor('1.0.0')
  expect(await engine.check()).toBe('2.0.0')
  await engine.download(() => undefined)
  await engine.install()
  expect(install).toHaveBeenCalledOnce()
  expect(await readFile(join(folder, 'updates/pending/quickplan_2.0.0_amd64.deb'))).toEqual(content)
})

test('a feed that somebody else has signed is not believed', async () => {
  offer(server, newKey(), '2.0.0')
  const { engine } = await engineFor('1.0.0')
  await expect(engine.check()).rejects.toEqual(fault('unsigned'))
})

test('a feed that was changed after it was signed is not believed', async () => {
  offer(server, key, '2.0.0')
  const signed = server.files.get('/updates/linux-x64.json') as Buffer
  server.files.set('/updates/linux-x64.json', Buffer.from(signed.toString().replace('2.0.0"', '3.0.0"')))
  const { engine } = await engineFor('1.0.0')
  await expect(engine.check()).rejects.toEqual(fault('unsigned'))
})

test('a feed without a signature is as good as none', async () => {
  offer(server, key, '2.0.0')
  server.files.delete('/updates/linux-x64.json.sig')
  const { engine } = await engineFor('1.0.0')
  await expect(engine.check()).rejects.toEqual(fault('unreachable'))
})

test('the signed feed of another platform does not pass for this one', async () => {
  offer(server, key, '2.0.0', 'win32-x64')
  const { engine } = await engineFor('1.0.0')
  await expect(engine.check()).rejects.toEqual(fault('damaged'))
})

test('a package that is not what was signed is thrown away', async () => {
  const content = offer(server, key, '2.0.0')
  server.files.set('/updates/quickplan_2.0.0_amd64.deb', Buffer.alloc(content.length, 'x'))
  const { engine } = await engineFor('1.0.0')
  await engine.check()
  await expect(engine.download(() => undefined)).rejects.toEqual(fault('damaged'))
  await expect(access(join(folder, 'updates/pending/quickplan_2.0.0_amd64.deb'))).rejects.toThrow()
})

test('a download that breaks off is told, and nothing can be installed', async () => {
  const content = offer(server, key, '2.0.0')
  server.files.set('/updates/quickplan_2.0.0_amd64.deb', (response) => {
    response.writeHead(200, { 'Content-Length': content.length })
    response.write(content.subarray(0, 4), () => response.destroy())
  })
  const { engine, install } = await engineFor('1.0.0')
  await engine.check()
  await expect(engine.download(() => undefined)).rejects.toEqual(fault('unreachable'))
  await expect(engine.install()).rejects.toEqual(fault('damaged'))
  expect(install).not.toHaveBeenCalled()
})

test('a package that was exchanged on this computer is not installed', async () => {
  offer(server, key, '2.0.0')
  const { engine, install } = await engineFor('1.0.0')
  await engine.check()
  await engine.download(() => undefined)
  await writeFile(join(folder, 'updates/pending/quickplan_2.0.0_amd64.deb'), 'something else')
  await expect(engine.install()).rejects.toEqual(fault('damaged'))
  expect(install).not.toHaveBeenCalled()
})

test('a server that is away is told as such', async () => {
  await server.close()
  const { engine } = await engineFor('1.0.0')
  await expect(engine.check()).rejects.toEqual(fault('unreachable'))
})

test('an installation that the system refuses is told', async () => {
  offer(server, key, '2.0.0')
  const { engine, updater, install } = await engineFor('1.0.0')
  install.mockImplementation(() => void updater.emit('error', new Error('pkexec exited with code 126')))
  await engine.check()
  await engine.download(() => undefined)
  await expect(engine.install()).rejects.toEqual(fault('not-installed'))
})

test('nothing that is asked of the server tells who asks', async () => {
  offer(server, key, '2.0.0')
  const { engine } = await engineFor('1.0.0')
  await engine.check()
  await engine.download(() => undefined)
  const headers = server.asked.map(({ headers }) => JSON.stringify(headers)).join()
  expect(headers).not.toMatch(/staging|1\.0\.0/)
  await expect(access(join(folder, '.updaterId'))).rejects.toThrow()
})
