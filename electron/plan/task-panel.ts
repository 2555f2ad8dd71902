import { randomUUID } from 'node:crypto'
import { changeTask } from '../bitrix/tasks/change-task.ts'
import { portalChecklists } from '../bitrix/checklists.ts'
import { createCommenter } from '../bitrix/comments.ts'
import type { BitrixClient } from '../bitrix/rest/client.ts'
import { cutTitle } from '../bitrix/tasks/stored-title.ts'
import { taskDetails } from '../bitrix/tasks/task-details.ts'
import { AppError } from '../errors.ts'
import type { TaskDetails, TaskEdit } from '../model.ts'

/** One task of the current account, read whole and changed in place. All throw BitrixError. */
export type TaskPanel = {
  read: (taskId: number) => Promise<TaskDetails>
  /** Throws `title-empty`, and `title-too-long` where the portal would cut it. */
  change: (taskId: number, change: TaskEdit) => Promise<void>
  /** Says something, once even where the same is sent again after a lost answer. */
  comment: (taskId: number, text: string) => Promise<void>
  check: (taskId: number, itemId: number, completed: boolean) => Promise<void>
}

export function taskPanel(client: BitrixClient, now: () => Date): TaskPanel {
  const say = createCommenter(() => now().getTime())
  const checklists = portalChecklists(client)

  return {
    read: (taskId) => taskDetails(client, taskId),
    change: async (taskId, change) => {
      if (change.title?.trim() === '') throw new AppError('title-empty', 'A task needs a title')
      if (change.title !== undefined && cutTitle(change.title).rest !== '') {
        throw new AppError('title-too-long', 'The portal would cut the title')
      }
      await changeTask(client, taskId, change, randomUUID())
    },
    comment: async (taskId, text) => {
      const { origin, userId } = await client.portal()
      await say(client, { about: `${origin} ${userId} ${taskId}`, taskId, text })
    },
    check: (taskId, itemId, completed) => checklists.check(taskId, itemId, completed),
  }
}
