import { readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** No version has come as far as this. */
const laterVersion = 1_000_000
/** An account of a kind that this version of the app does not know. */
const laterAccount = {
  id: 'https://later.example|1|passkey',
  kind: 'passkey',
  origin: 'https://later.example',
}

type Content = Record<string, unknown>

/**
 * What a later version of the app has done to a data folder, for this one to be the older: every second capture is as
 * it writes them, and there is an account of a new kind. Captures keep what they had, to be understood again
 * by `comeBack`, when the later version runs once more.
 */
export async function writeAsLater(dataFolder: string): Promise<void> {
  const names = await captureNames(dataFolder)
  for (const name of names.filter((_name, index) => index % 2 === 0)) {
    await change(join(dataFolder, 'captures', name), (content) => {
      const { version, ...rest } = content
      return { version: laterVersion, was: version, ...rest }
    })
  }
  await change(join(dataFolder, 'accounts.json'), (content) => {
    const accounts = content['accounts'] as unknown[]
    return isLater(accounts) ? content : { ...content, accounts: [...accounts, laterAccount] }
  })
}

/** Undoes the changes to captures that are still there. */
export async function comeBack(dataFolder: string): Promise<void> {
  for (const name of await captureNames(dataFolder)) {
    await change(join(dataFolder, 'captures', name), ({ version, was, ...rest }) => ({
      version: version === laterVersion ? was : version,
      ...rest,
    }))
  }
}

/** Whether an account of a later version is still among these. */
export const isLater = (accounts: readonly unknown[]): boolean =>
  accounts.some((one) => (one as { id?: string }).id === laterAccount.id)

const captureNames = async (dataFolder: string) =>
  (await readdir(join(dataFolder, 'captures')).catch(() => []))
    .filter((name) => name.endsWith('.json'))
    .sort()

async function change(path: string, to: (content: Content) => Content): Promise<void> {
  const content = JSON.parse(await readFile(path, 'utf8')) as Content
  // Under a name that no version of the app looks at; the disk is the run's own.
  await writeFile(`${path}.later`, JSON.stringify(to(content)), { mode: 0o600 })
  await rename(`${path}.later`, path)
}
