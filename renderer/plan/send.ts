import type { Plan } from '../../electron/ipc/contract.ts'
import { BridgeError, type Bridge } from '../shared/bridge.ts'
import type { Change } from './changes.ts'

/**
 * Asks the portal for the change and gives it back as it turned out: a new stage then has the portal's id.
 * `plan` is what the portal has now. Throws a {@link BridgeError} if the portal refuses.
 */
export async function sent(bridge: Bridge, plan: Plan, change: Change): Promise<Change> {
  switch (change.kind) {
    case 'add': {
      const { title, color } = change.stage
      return { ...change, stage: await bridge.ask('stages.add', { title, color, afterId: change.afterId }) }
    }
    case 'edit': {
      const stage = await bridge.ask('stages.update', wholeStage(plan, change.id, change.edit))
      return { ...change, edit: { title: stage.title, color: stage.color } }
    }
    case 'delete':
      await bridge.ask('stages.delete', { id: change.id })
      return change
    case 'move':
      await bridge.ask('tasks.move', { taskId: change.taskId, stageId: change.stageId })
      return change
  }
}

/** The portal wants a stage's every field and its place, so what is not edited is taken from what it has now. */
function wholeStage(plan: Plan, id: number, edit: { title?: string; color?: string }) {
  const index = plan.stages.findIndex((it) => it.id === id)
  const stage = plan.stages[index]
  if (!stage) throw new BridgeError({ code: 'not-found' })
  return { ...stage, ...edit, afterId: plan.stages[index - 1]?.id ?? 0 }
}
