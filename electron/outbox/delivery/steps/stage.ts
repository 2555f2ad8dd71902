import { portalTasks } from '../../../bitrix/tasks.ts'
import type { Step } from './step.ts'

const haste = { priority: 'capture' } as const

/** Puts the task into its stage of My Plan. */
export const moveIntoStage: Step = async ({ capture, taskId, client, isRepeated }) => {
  const { stage } = capture.parsed
  if (!stage) return
  const tasks = portalTasks(client)
  if (isRepeated && (await tasks.isInStage(taskId, stage.id, haste))) return
  await tasks.moveToStage(taskId, stage.id, haste)
}
