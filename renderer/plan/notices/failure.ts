import type { Problem } from '../../../electron/model.ts'

/** Something that did not work and is no change of the board. */
export type Failure = { title: string; problem: Problem }
