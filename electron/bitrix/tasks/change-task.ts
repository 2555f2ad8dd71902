import type { BitrixClient } from '../rest/client.ts'
import { keyWasUsed } from '../rest/errors.ts'
import { lacksRest3, updateTaskV2 } from './tasks-v2.ts'
import { updateTask, type TaskChange } from './tasks-v3.ts'

/** Changes a task by whichever API the portal has. Setting the same values twice is once. */
export async function changeTask(
  client: BitrixClient,
  taskId: number,
  change: Omit<TaskChange, 'projectId'>,
  key: string,
): Promise<void> {
  try {
    await updateTask(client, taskId, change, key, { priority: 'capture' })
  } catch (error) {
    if (keyWasUsed(error)) return
    if (!lacksRest3(error)) throw error
    await updateTaskV2(client, taskId, change)
  }
}
