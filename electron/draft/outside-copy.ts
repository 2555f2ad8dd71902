import { startedOnDemand, Unanswered, type OutsideProcess } from '../store/outside/outside-process.ts'
import type { CopyFile, CopyProblem } from './copy-file.ts'

/** A file to be copied, as it goes to the process that copies it. */
export type CopyQuestion = { from: string; to: string }

type Options = {
  start: () => OutsideProcess<CopyQuestion, CopyProblem>
  /** Milliseconds without a further part of the file after which it is given up: somebody waits in front of the screen. */
  hangMs?: number
  /** Milliseconds without a file after which the process is ended. */
  idleMs?: number
}

/** Copies files in a process of its own: one on a network share that hangs blocks no thread of ours. */
export function outsideCopy({ start, hangMs = 4_000, idleMs = 10_000 }: Options) {
  const copies = startedOnDemand({ start, hangMs, idleMs })
  let hasHung = false
  const copy: CopyFile = async (from, to) => {
    try {
      return await copies.ask({ from, to })
    } catch (error) {
      if (!(error instanceof Unanswered)) return { code: 'file-unreadable', detail: 'EIO' }
      hasHung = true
      return { code: 'file-unreadable', detail: 'ETIMEDOUT' }
    }
  }
  return { copy, hasHung: () => hasHung, close: copies.close }
}
