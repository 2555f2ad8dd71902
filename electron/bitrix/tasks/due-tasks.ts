import { ask } from '../rest/ask.ts'
import type { BitrixClient } from '../rest/client.ts'
import { ofCaller } from './of-caller.ts'
import { readTasks } from './task-answers.ts'

/** An open task and its deadline, ISO 8601 with offset. */
export type DueTask = { id: number; title: string; deadline: string }

/** What is done from its person's side, or put off, needs no reminder. */
const resting = ['completed', 'awaiting-control', 'deferred', 'declined']

/** The caller's own open tasks with a deadline between two moments, the nearest first; fifty at most. Source: tasks-task-list.md. */
export async function dueTasks(client: BitrixClient, from: Date, to: Date): Promise<DueTask[]> {
  const { userId } = await client.portal()
  const query = {
    order: { DEADLINE: 'asc', ID: 'asc' },
    filter: {
      ...ofCaller('RESPONSIBLE_ID', userId),
      '!REAL_STATUS': 5,
      '>=DEADLINE': from.toISOString(),
      '<=DEADLINE': to.toISOString(),
    },
    select: ['ID', 'TITLE', 'DEADLINE', 'STATUS'],
  }
  const read = (result: unknown) => readTasks(result, 0)
  const { value } = await ask(client, 'tasks.task.list', query, { kind: 'read', read })
  return value.flatMap(({ id, title, deadline, state }) =>
    deadline === null || resting.includes(state) ? [] : [{ id, title, deadline }],
  )
}
