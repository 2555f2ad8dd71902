import type { Person } from '../bitrix/everybody.ts'

export type PeopleSeekDeps = {
  /** People whose name begins so; the first fifty. */
  search: (accountId: string, words: string) => Promise<Person[]>
  add: (accountId: string, found: Person[]) => Promise<void>
  /** The portal could not be asked. */
  onMissing: (error: unknown) => void
}

/** An answer that is as long may not hold all of them. */
const fullAnswer = 50
const fewestLetters = 2

/**
 * Asks a portal for people by the beginnings of their names, as they are typed: one question at a time, the last one typed
 * next, and none whose answer is known. Returns when there is nothing more to ask.
 */
export function createPeopleSeek({ search, add, onMissing }: PeopleSeekDeps) {
  /** What was asked, and whether the answer held everybody that there is. */
  const asked = new Map<string, boolean>()
  let wanted: (() => Promise<void>) | null = null
  let working: Promise<void> | null = null

  const isAnswered = (accountId: string, words: string): boolean => {
    if (asked.has(`${accountId} ${words}`)) return true
    for (let length = fewestLetters; length < words.length; length++) {
      if (asked.get(`${accountId} ${words.slice(0, length)}`) === true) return true
    }
    return false
  }

  async function ask(accountId: string, words: string): Promise<void> {
    try {
      const found = await search(accountId, words)
      asked.set(`${accountId} ${words}`, found.length < fullAnswer)
      await add(accountId, found)
    } catch (error) {
      onMissing(error)
    }
  }

  async function work(): Promise<void> {
    while (wanted) {
      const next = wanted
      wanted = null
      await next()
    }
  }

  return async (accountId: string, typed: string): Promise<void> => {
    const words = typed.trim().toLocaleLowerCase()
    if (words.length < fewestLetters || isAnswered(accountId, words)) return
    // What is asked meanwhile may answer it.
    wanted = () => (isAnswered(accountId, words) ? Promise.resolve() : ask(accountId, words))
    await (working ??= work().finally(() => (working = null)))
  }
}
