import type { BitrixClient } from '../../bitrix/rest/client.ts'
import { outcomeOf } from '../../bitrix/rest/errors.ts'
import { portalTasks } from '../../bitrix/tasks.ts'
import { getTaskV2, lacksRest3 } from '../../bitrix/tasks-v2.ts'
import { deleteTask } from '../../bitrix/tasks-v3.ts'

/** Deletes a task by whichever API the portal has; one that is gone is no error. */
export async function removeTask(client: BitrixClient, taskId: number, key: string): Promise<void> {
  const haste = { priority: 'capture' } as const
  try {
    await deleteTask(client, taskId, key, haste).catch((error: unknown) => {
      if (!lacksRest3(error)) throw error
      return portalTasks(client).deleteTask(taskId, haste)
    })
  } catch (error) {
    const isRefused = outcomeOf(error) === 'refused'
    if (!isRefused || (await getTaskV2(client, taskId, haste)) !== null) throw error
  }
}
