import type { Parsed } from '../../../model.ts'
import type { StepName, StepRecord } from '../../record.ts'
import { writeChecklist } from './checklist.ts'
import { extrasOf, writeDetails } from './details.ts'
import { sendFiles } from './files.ts'
import { moveIntoStage } from './stage.ts'
import type { Step } from './step.ts'

/** What each step does. */
export const steps: Record<StepName, Step> = {
  details: writeDetails,
  checklist: writeChecklist,
  stage: moveIntoStage,
  files: sendFiles,
}

/** The steps that this capture needs beside its task, in their order. */
export function stepsFor(parsed: Parsed, attachments: number): StepRecord[] {
  const { tags, accomplices } = extrasOf({ parsed })
  const sizes: [StepName, number][] = [
    ['details', tags.length + accomplices.length > 0 ? 1 : 0],
    ['checklist', parsed.checklist.length],
    ['stage', parsed.stage ? 1 : 0],
    ['files', attachments],
  ]
  return sizes.filter(([, of]) => of > 0).map(([name, of]) => newStep(name, of))
}

/** A step that nothing was done of yet. */
export function newStep(name: StepName, of: number): StepRecord {
  return { name, state: 'waiting', done: 0, of, problem: null, tried: false }
}
