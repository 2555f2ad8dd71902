import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import {
  Unanswered,
  type Answer,
  type OutsideProcess,
} from '../../../../electron/store/outside/outside-process.ts'
import { outsideKeychain } from '../../../../electron/store/secrets/outside-keychain.ts'
import {
  answerTo,
  type Keychain,
  type Question,
  type Value,
} from '../../../../electron/store/secrets/questions.ts'

const service = 'Quickplan'
beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Processes that ask a keychain in memory; while `holds` names an account, its calls wait until `release`. */
function world() {
  const entries = new Map<string, string>()
  const log: string[] = []
  const held = new Map<string, (() => void)[]>()
  const holds = new Set<string>()
  const refuses = new Set<string>()
  const gate = (account: string) =>
    holds.has(account)
      ? new Promise<void>((resolve) => held.set(account, [...(held.get(account) ?? []), resolve]))
      : Promise.resolve()
  const keychain: Keychain = {
    getPassword: async (_service, account) => {
      log.push(`get ${account}`)
      await gate(account)
      return entries.get(account) ?? null
    },
    setPassword: async (_service, account, password) => {
      log.push(`set ${account} ${password}`)
      if (refuses.has(account)) throw new Error('Prompt was dismissed')
      await gate(account)
      entries.set(account, password)
    },
    deletePassword: async (_service, account) => {
      log.push(`delete ${account}`)
      await gate(account)
      return entries.delete(account)
    },
  }
  const processes: { killed: boolean; end: () => void }[] = []
  const start = (): OutsideProcess<Question, Value> => {
    let hear: (answer: Answer<Value>) => void = () => undefined
    let onEnd: () => void = () => undefined
    const mine = { killed: false, end: () => onEnd() }
    processes.push(mine)
    return {
      send: (question) =>
        void answerTo(question, () => Promise.resolve(keychain)).then((answer) => {
          if (!mine.killed) hear(answer)
        }),
      onAnswer: (listener) => (hear = listener),
      onEnd: (listener) => (onEnd = listener),
      kill: () => (mine.killed = true),
    }
  }
  const release = (account: string) => {
    holds.delete(account)
    for (const resolve of held.get(account) ?? []) resolve()
  }
  return { start, entries, log, holds, refuses, release, processes }
}

/** What becomes of a promise, looked at later. */
function watch<T>(promise: Promise<T>) {
  const seen: { value?: T; error?: unknown } = {}
  promise.then(
    (value) => (seen.value = value),
    (error: unknown) => (seen.error = error),
  )
  return seen
}

test('nothing is started before there is something to ask', () => {
  const { start, processes } = world()
  outsideKeychain({ start })
  expect(processes).toEqual([])
})

test('a secret is kept, read and removed by the process', async () => {
  const { start, processes } = world()
  const keychain = outsideKeychain({ start })
  await keychain.setPassword(service, 'anna', 'k3pt')
  expect(await keychain.getPassword(service, 'anna')).toBe('k3pt')
  expect(await keychain.deletePassword(service, 'anna')).toBe(true)
  expect(processes).toHaveLength(1)
})

test("an error of the keychain is the caller's, with its text", async () => {
  const { start, refuses } = world()
  refuses.add('anna')
  const seen = watch(outsideKeychain({ start }).setPassword(service, 'anna', 'x'))
  await vi.advanceTimersByTimeAsync(0)
  expect(seen.error).toEqual(new Error('Prompt was dismissed'))
})

test('a caller waits no longer than its time, whatever the keychain does', async () => {
  const { start, holds } = world()
  holds.add('anna')
  const seen = watch(outsideKeychain({ start, timeoutMs: 8_000 }).getPassword(service, 'anna'))
  await vi.advanceTimersByTimeAsync(8_000)
  expect(seen.error).toBeInstanceOf(Unanswered)
})

test('a person may take longer to unlock the keychain, and then is not asked again', async () => {
  const { start, holds, release, entries, processes, log } = world()
  holds.add('anna')
  entries.set('anna', 'k3pt')
  const onLateAnswer = vi.fn()
  const keychain = outsideKeychain({ start, onLateAnswer })
  watch(keychain.getPassword(service, 'anna'))
  await vi.advanceTimersByTimeAsync(60_000)
  const again = watch(keychain.getPassword(service, 'anna'))
  expect(onLateAnswer).not.toHaveBeenCalled()
  release('anna')
  await vi.advanceTimersByTimeAsync(0)
  expect(onLateAnswer).toHaveBeenCalledOnce()
  expect(again.value).toBe('k3pt')
  expect(log).toEqual(['get anna'])
  expect(processes.map(({ killed }) => killed)).toEqual([false])
})

test('a process that hangs is killed, and the next question starts another', async () => {
  const { start, holds, release, entries, processes } = world()
  holds.add('anna')
  entries.set('anna', 'k3pt')
  const keychain = outsideKeychain({ start, hangMs: 120_000 })
  watch(keychain.getPassword(service, 'anna'))
  await vi.advanceTimersByTimeAsync(120_000)
  release('anna')
  expect(await keychain.getPassword(service, 'anna')).toBe('k3pt')
  expect(processes.map(({ killed }) => killed)).toEqual([true, false])
})

test('one secret that hangs holds up no other', async () => {
  const { start, holds, entries } = world()
  holds.add('anna')
  entries.set('boris', 'his')
  const keychain = outsideKeychain({ start })
  watch(keychain.getPassword(service, 'anna'))
  expect(await keychain.getPassword(service, 'boris')).toBe('his')
})

test('the newest value of a secret is the one that stays', async () => {
  const { start, holds, release, entries } = world()
  holds.add('anna')
  const keychain = outsideKeychain({ start })
  watch(keychain.setPassword(service, 'anna', 'old'))
  watch(keychain.setPassword(service, 'anna', 'new'))
  await vi.advanceTimersByTimeAsync(10_000)
  expect(entries.has('anna')).toBe(false)
  release('anna')
  await vi.advanceTimersByTimeAsync(0)
  expect(entries.get('anna')).toBe('new')
})

test('a process that ends by itself is an error at once, and is started again', async () => {
  const { start, holds, release, processes } = world()
  holds.add('anna')
  const keychain = outsideKeychain({ start })
  const seen = watch(keychain.getPassword(service, 'anna'))
  processes[0]?.end()
  await vi.advanceTimersByTimeAsync(0)
  expect(seen.error).toBeInstanceOf(Error)
  expect(seen.error).not.toBeInstanceOf(Unanswered)
  release('anna')
  expect(await keychain.getPassword(service, 'anna')).toBe(null)
})

test('a process that has nothing to do ends', async () => {
  const { start, processes } = world()
  const keychain = outsideKeychain({ start, idleMs: 15_000 })
  await keychain.getPassword(service, 'anna')
  await vi.advanceTimersByTimeAsync(10_000)
  await keychain.getPassword(service, 'anna')
  await vi.advanceTimersByTimeAsync(14_999)
  expect(processes.map(({ killed }) => killed)).toEqual([false])
  await vi.advanceTimersByTimeAsync(1)
  expect(processes.map(({ killed }) => killed)).toEqual([true])
})

test('closing ends the process though it hangs, and starts no other', async () => {
  const { start, holds, processes } = world()
  holds.add('anna')
  const keychain = outsideKeychain({ start })
  const seen = watch(keychain.getPassword(service, 'anna'))
  keychain.close()
  const later = watch(keychain.getPassword(service, 'boris'))
  await vi.advanceTimersByTimeAsync(0)
  expect([seen.error, later.error]).toEqual([expect.any(Unanswered), expect.any(Unanswered)])
  expect(processes.map(({ killed }) => killed)).toEqual([true])
})
