import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { copyFile, type CopyProblem } from '../../../electron/draft/copy-file.ts'
import { outsideCopy, type CopyQuestion } from '../../../electron/draft/outside-copy.ts'
import type { Answer, OutsideProcess } from '../../../electron/store/outside/outside-process.ts'
import { newFolder } from '../outbox/support.ts'
import { othersWithAccess } from '../../support/privacy.ts'

/** A process that is told what it says. */
function told() {
  let hear: (answer: Answer<CopyProblem>) => void = () => undefined
  const sent: (CopyQuestion & { id: number })[] = []
  let killed = 0
  const start = (): OutsideProcess<CopyQuestion, CopyProblem> => ({
    send: (question) => void sent.push(question),
    onAnswer: (listener) => (hear = listener),
    onEnd: () => undefined,
    kill: () => void killed++,
  })
  return { start, sent, say: (answer: Answer<CopyProblem>) => hear(answer), killed: () => killed }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a file that hangs is given up, and the process with it', async () => {
  const process = told()
  const copies = outsideCopy({ start: process.start, hangMs: 4_000 })
  const problem = copies.copy('/share/a', '/ours/a')
  expect(copies.hasHung()).toBe(false)
  await vi.advanceTimersByTimeAsync(4_000)
  expect(await problem).toEqual({ code: 'file-unreadable', detail: 'ETIMEDOUT' })
  expect([process.killed(), copies.hasHung()]).toEqual([1, true])
})

test('a large file that comes slowly is waited for as long as it comes', async () => {
  const process = told()
  const problem = outsideCopy({ start: process.start, hangMs: 4_000 }).copy('/share/a', '/ours/a')
  for (let second = 0; second < 30; second += 3) {
    await vi.advanceTimersByTimeAsync(3_000)
    process.say({ id: 1, isAlive: true })
  }
  process.say({ id: 1, value: null })
  expect(await problem).toBe(null)
  expect(process.killed()).toBe(0)
})

test('a copy is told of as it goes on, and is the whole file', async () => {
  vi.useRealTimers()
  const folder = await newFolder('copies')
  await writeFile(join(folder, 'a'), new Uint8Array(3_000_000).fill(7))
  const onProgress = vi.fn()
  expect(await copyFile(join(folder, 'a'), join(folder, 'b'), onProgress)).toBe(null)
  expect((await readFile(join(folder, 'b'))).equals(await readFile(join(folder, 'a')))).toBe(true)
  expect(await othersWithAccess(join(folder, 'b'))).toEqual([])
  expect(onProgress.mock.calls.length).toBeGreaterThan(1)
})

test('what cannot be copied is told by a code, and by the system’s', async () => {
  vi.useRealTimers()
  const folder = await newFolder('copies')
  await mkdir(join(folder, 'folder'))
  const to = join(folder, 'to')
  expect(await copyFile(join(folder, 'folder'), to)).toEqual({ code: 'file-is-folder' })
  expect(await copyFile(join(folder, 'gone'), to)).toEqual({ code: 'file-unreadable', detail: 'ENOENT' })
})
