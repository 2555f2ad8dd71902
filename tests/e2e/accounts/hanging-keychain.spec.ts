import { once } from 'node:events'
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startDesktop } from '../../../scripts/desktop/desktop.ts'
import { expect, type App } from '../../support/app/app.ts'
import { summon, test } from '../../support/app/portal.ts'
import { playSecretService } from '../../support/keychain/secret-service.ts'

/** A data folder whose accounts of the last time have their secrets in the keychain. */
async function withAccounts(count: number): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'quickplan-hanging-'))
  const accounts = Array.from({ length: count }, (_, index) => ({
    id: `https://portal-${index}.example|1`,
    kind: 'webhook',
    origin: `https://portal-${index}.example`,
    userId: 1,
    userName: `Anna ${index}`,
  }))
  const content = { currentId: accounts[0]?.id ?? null, accounts }
  await writeFile(join(dataDir, 'accounts.json'), JSON.stringify(content))
  return dataDir
}

/** The texts of the captures on disk. */
async function savedIn(dataDir: string): Promise<string[]> {
  const folder = join(dataDir, 'captures')
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'))
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))
  return texts.map((text) => (JSON.parse(text) as { text: string }).text).sort()
}

async function save(app: App, text: string): Promise<number> {
  await summon(app)
  await app.type(text)
  const begun = performance.now()
  await app.press('Return')
  await expect.poll(() => savedIn(app.dataDir), { intervals: [5] }).toContain(text)
  await expect.poll(app.captureIsUp).toBe(false)
  return performance.now() - begun
}

for (const count of [1, 4, 8]) {
  test(`a keychain that never answers for ${count} accounts holds up no window, no saving and no end`, async ({
    launch,
  }, info) => {
    const desktop = await startDesktop({ keyring: 'absent' })
    const keychain = await playSecretService(desktop.busAddress, () => 'silence')
    const app = await launch({ desktop, dataDir: await withAccounts(count) })
    await app.main()
    await expect.poll(keychain.called).not.toEqual([])
    const texts = ['one', 'two', 'three', 'four', 'five']
    const times: string[] = []
    for (const text of texts) times.push((await save(app, text)).toFixed(0))
    info.annotations.push({ type: 'milliseconds from the key to the disk', description: times.join(', ') })
    expect(await savedIn(app.dataDir)).toEqual([...texts].sort())
    const ended = once(app.app.process(), 'exit')
    // The debugger goes with the app, perhaps before it has answered.
    void app.app.evaluate(({ app: own }) => own.quit()).catch(() => undefined)
    expect(await ended).toEqual([0, null])
    keychain.stop()
    await desktop.stop()
  })
}
