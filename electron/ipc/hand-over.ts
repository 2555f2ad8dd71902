import { largestFile } from '../draft/attachment-limits.ts'
import type { ReadProblem } from '../draft/incoming-files.ts'
import { fileChannels } from './channels.ts'
import type { Reply } from './contract.ts'

type Options = {
  ask: (channel: string, input: unknown) => Promise<Reply<unknown>>
  /** Whether it lies on disk; what does not was pasted, such as a screenshot. */
  isOnDisk: (file: File) => boolean
  /** Milliseconds without a further part after which files are given up: somebody waits in front of the screen. */
  hangMs?: number
}

/** Bytes that go over at once, a little more at most: each costs a message and its answer. */
const part = 1024 * 1024
const ticks = 16
const silent = { code: 'file-unreadable', detail: 'ETIMEDOUT' } as const

/**
 * Hands the content of files over, part by part; runs in the preload script. Returns the reply to the last file, or to the
 * first that was refused; the others are taken all the same.
 */
export function fileHandOver({ ask, isOnDisk, hangMs = 8_000 }: Options) {
  /** Gives up the reads under way. Where one file hangs, the server of all of them is dead. */
  const giveUps = new Set<() => void>()

  /** Null where nothing came in time. */
  function inTime<T>(read: Promise<T>): Promise<T | null> {
    return new Promise((resolve, reject) => {
      const giveUp = () => resolve(null)
      let left = ticks
      // In steps: where the whole computer is busy, what has come is seen between two of them.
      const clock = setInterval(() => {
        if (--left === 0) giveUps.forEach((one) => one())
      }, hangMs / ticks)
      giveUps.add(giveUp)
      read.then(resolve, reject).finally(() => {
        clearInterval(clock)
        giveUps.delete(giveUp)
      })
    })
  }

  /** Says why the file could be read no further; null also where its parts are not wanted any more. */
  async function handOverParts(
    file: File,
    give: (bytes: Uint8Array) => Promise<Reply<unknown>>,
  ): Promise<ReadProblem> {
    // Nothing else of the file is asked for before: its size would be looked up at once, however long that takes.
    const reader = file.stream().getReader()
    let held = new Uint8Array()
    try {
      for (;;) {
        const read = await inTime(reader.read())
        if (read === null) return silent
        if (file.size > largestFile) return { code: 'file-too-large' }
        if (read.value) held = joined(held, read.value)
        const isFull = held.byteLength >= part
        if ((isFull || read.done) && !(await give(held)).ok) return null
        if (read.done) return null
        if (isFull) held = new Uint8Array()
      }
    } catch {
      return { code: (await isFolder(file)) ? 'file-is-folder' : 'file-unreadable' }
    } finally {
      // One that hangs would never say that it was cancelled.
      reader.cancel().catch(() => undefined)
    }
  }

  async function handOver(file: File): Promise<Reply<unknown>> {
    const begun = await ask(fileChannels.begin, { name: file.name, isOnDisk: isOnDisk(file) })
    if (!begun.ok) return begun
    const token = begun.value
    const problem = await handOverParts(file, (bytes) => ask(fileChannels.part, { token, bytes }))
    return ask(fileChannels.end, { token, problem })
  }

  return async (files: readonly File[]): Promise<Reply<unknown>> => {
    const replies: Reply<unknown>[] = []
    for (const file of files) replies.push(await handOver(file))
    return (
      replies.find(({ ok }) => !ok) ?? replies.at(-1) ?? { ok: false, problem: { code: 'input-invalid' } }
    )
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(first.byteLength + second.byteLength)
  both.set(first)
  both.set(second, first.byteLength)
  return both
}

/** Chromium finds no file where a folder is. Of what is nowhere it says that it has no bytes and was changed this moment. */
async function isFolder(file: File): Promise<boolean> {
  const error: unknown = await file
    .slice(0, 1)
    .arrayBuffer()
    .then(
      () => null,
      (reason: unknown) => reason,
    )
  const isMissing = (error as { name?: unknown } | null)?.name === 'NotFoundError'
  return isMissing && (file.size > 0 || Date.now() - file.lastModified > 1_000)
}
