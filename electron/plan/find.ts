import { ask } from '../bitrix/rest/ask.ts'
import type { BitrixClient } from '../bitrix/rest/client.ts'
import { ofCaller } from '../bitrix/tasks/of-caller.ts'
import { readTasks } from '../bitrix/tasks/task-answers.ts'
import { titlePattern } from '../bitrix/tasks/stored-title.ts'
import type { FoundTask, Plan } from '../model.ts'
import { indexOf, type KnownTask } from '../parser/names/directory.ts'
import { otherLayout } from '../parser/names/keyboard-layout.ts'
import { rankNames } from '../parser/names/match-names.ts'

type Needs = {
  client: BitrixClient
  /** The id of the current account, or null. */
  account: () => string | null
  /** My Plan as it was read last, or null. */
  plan: () => Promise<Plan | null>
  /** Open tasks whose titles are known for completion. */
  named: () => readonly KnownTask[]
}

export type TaskFinder = {
  /** From what is kept, in any keyboard layout and script, best first. */
  kept(words: string): Promise<FoundTask[]>
  /** From the portal: open tasks of the caller with these words in the title, the last changed first. Throws as any call. */
  asked(words: string): Promise<FoundTask[]>
}

const mostFound = 20
/** Milliseconds that a plan read from disk serves the letters of one search. */
const planServes = 5_000

/** Finds the caller's open tasks by words of their titles. */
export function createTaskFinder({ client, account, plan, named }: Needs): TaskFinder {
  let known: Promise<{ tasks: KnownTask[]; stageOf: Map<number, string> }> | null = null
  let readAt = -Infinity
  let owner: string | null = null

  const read = async () => {
    const last = await plan()
    const titles = new Map(last?.stages.map(({ id, title }) => [id, title]))
    const open = last?.tasks.filter(({ isCompleted }) => !isCompleted) ?? []
    const ids = new Set(last?.tasks.map(({ id }) => id))
    return {
      tasks: [...open.map(({ id, title }) => ({ id, title })), ...named().filter(({ id }) => !ids.has(id))],
      stageOf: new Map(open.map(({ id, stageId }) => [id, titles.get(stageId) ?? ''])),
    }
  }
  const keptTasks = () => {
    if (!known || owner !== account() || performance.now() - readAt > planServes) {
      known = read()
      owner = account()
      readAt = performance.now()
    }
    return known
  }
  const search = async (words: string): Promise<FoundTask[]> => {
    const { userId } = await client.portal()
    const query = {
      order: { CHANGED_DATE: 'desc', ID: 'desc' },
      // A `%` or `_` in the words would stand for any text.
      filter: {
        ...ofCaller('MEMBER', userId),
        '!REAL_STATUS': 5,
        TITLE: `%${titlePattern(words.replace(/[%_]/gu, ' '))}%`,
      },
      select: ['ID', 'TITLE', 'STATUS'],
    }
    const { value } = await ask(client, 'tasks.task.list', query, {
      kind: 'read',
      read: (result: unknown) => readTasks(result, 0),
    })
    return value.slice(0, mostFound).map(({ id, title }) => ({ id, title, stage: '' }))
  }

  return {
    kept: async (words) => {
      const { tasks, stageOf } = await keptTasks()
      const index = indexOf({ people: [], projects: [], stages: [], tasks }, '^')
      return rankNames(index, words, mostFound).map(({ id, name }) => ({
        id,
        title: name,
        stage: stageOf.get(id) ?? '',
      }))
    },
    asked: async (words) => {
      const found = await search(words)
      const other = found.length === 0 ? otherLayout(words) : null
      return other === null ? found : search(other)
    },
  }
}
