import { ask } from '../rest/ask.ts'
import type { BitrixClient } from '../rest/client.ts'
import { ofCaller } from './of-caller.ts'
import { readTasks } from './task-answers.ts'

/** An open task by its title. */
export type OpenTask = { id: number; title: string }

/** Tasks for completion; older ones are named seldom. */
const mostTasks = 200
const pageSize = 50

/** The caller's open tasks, in whatever part, the last changed first; two hundred at most. Source: tasks-task-list.md. */
export async function openTasks(client: BitrixClient, signal?: AbortSignal): Promise<OpenTask[]> {
  const { userId } = await client.portal()
  const found = new Map<number, OpenTask>()
  for (let start = 0; start < mostTasks; start += pageSize) {
    const query = {
      order: { CHANGED_DATE: 'desc', ID: 'desc' },
      filter: { ...ofCaller('MEMBER', userId), '!REAL_STATUS': 5 },
      select: ['ID', 'TITLE'],
      start,
    }
    const read = (result: unknown) => readTasks(result, 0)
    const { value, next } = await ask(client, 'tasks.task.list', query, { kind: 'read', read, signal })
    for (const { id, title } of value) found.set(id, { id, title })
    // A portal that never names a later page must not keep us asking.
    if (next === undefined || next <= start) break
  }
  return [...found.values()]
}
