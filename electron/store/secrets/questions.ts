import type { Answer } from '../outside/outside-process.ts'

/** The part of `keytar` that is used. Its calls may wait for a person who has to unlock the keychain, or for ever. */
export type Keychain = {
  getPassword(service: string, account: string): Promise<string | null>
  setPassword(service: string, account: string, password: string): Promise<void>
  deletePassword(service: string, account: string): Promise<boolean>
}

/** One call of `keytar`; only `setPassword` has a password. */
export type Question = { method: keyof Keychain; service: string; account: string; password?: string }

/** What a call of `keytar` returns; null for nothing. */
export type Value = string | boolean | null

/** Makes the call that a question asks for. Never throws. */
export async function answerTo(
  { id, method, service, account, password = '' }: Question & { id: number },
  load: () => Promise<Keychain>,
): Promise<Answer<Value>> {
  try {
    const keychain = await load()
    return { id, value: (await keychain[method](service, account, password)) ?? null }
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) }
  }
}
