import type { Case } from '../case.ts'
import { batch3Cases, batchCases } from './batch.ts'
import { checklistCases } from './checklists.ts'
import { file3Cases, fileCases } from './files.ts'
import { idempotencyCases } from './idempotency.ts'
import { listCases } from './lists.ts'
import { stageCases } from './stages.ts'
import { peopleCases, projectCases, system3Cases, systemCases } from './system.ts'
import { oldTaskCases } from './tasks-v2.ts'
import { newTaskCases } from './tasks-v3.ts'

/** Every case, in the order in which they run: what only reads comes first. */
export const allCases: Case[] = [
  ...[...systemCases, ...system3Cases, ...peopleCases, ...projectCases],
  ...[...stageCases, ...oldTaskCases, ...listCases],
  ...[...newTaskCases, ...idempotencyCases],
  ...[...checklistCases, ...fileCases, ...file3Cases],
  ...[...batchCases, ...batch3Cases],
]
