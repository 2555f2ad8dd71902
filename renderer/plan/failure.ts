import type { Problem } from '../../electron/ipc/contract.ts'

/** Something that did not work and is no change of the board. */
export type Failure = { title: string; problem: Problem }
