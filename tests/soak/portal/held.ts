import { markIn } from '../thoughts.ts'

/** A task of the portal as another client sees it. */
export type HeldTask = {
  id: number
  mark: string
  /** Title and description, one behind the other. */
  words: string
  tags: string[]
  checklist: string[]
  files: number
  /** It is in the stage that `/later` means. */
  isLater: boolean
}

/** What a portal holds: the tasks that have a mark, and the names of the first user's files. */
export type Held = { tasks: HeldTask[]; drive: string[] }

type Row = Record<string, unknown>

/** All of it, asked for over the old API by a webhook. */
export async function readHeld(webhook: string): Promise<Held> {
  const call = async (method: string, params: Row = {}) => {
    const reply = await fetch(`${webhook}${method}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(params),
    })
    if (!reply.ok) throw new Error(`The portal answered ${method} with ${String(reply.status)}`)
    return (await reply.json()) as { result: unknown; next?: number }
  }
  const all = async (method: string, params: Row, rowsOf: (result: unknown) => Row[]) => {
    const rows: Row[] = []
    for (let start: number | undefined = 0; start !== undefined;) {
      const page = await call(method, { ...params, start })
      rows.push(...rowsOf(page.result))
      start = page.next
    }
    return rows
  }
  const tasks = (filter: Row) =>
    all(
      'tasks.task.list',
      { order: { ID: 'asc' }, filter, select },
      (result) => (result as { tasks: Row[] }).tasks,
    )

  const stages = Object.values((await call('task.stages.get', { entityId: 0 })).result as Record<string, Row>)
  const laterId = stages.find(({ TITLE }) => TITLE === 'Later')?.['ID']
  const later = new Set((await tasks({ STAGES_ID: laterId })).map(({ id }) => id))
  const marked = (await tasks({})).flatMap((row) => {
    const words = `${String(row['title'])} ${String(row['description'] ?? '')}`
    const mark = markIn(words)
    return mark === null ? [] : [{ row, mark, words }]
  })
  const [drive] = (await call('disk.storage.getlist')).result as [{ ID: string }]
  const files = await all('disk.storage.getchildren', { id: drive.ID }, (result) => result as Row[])
  return {
    drive: files.map(({ NAME }) => String(NAME)),
    tasks: await Promise.all(
      marked.map(async ({ row, mark, words }) => {
        const { result } = await call('task.checklistitem.getlist', { TASKID: row['id'] })
        const checklist = itemsOf(result as Record<string, string>[])
        return { mark, words, ...shapeOf(row), isLater: later.has(row['id']), checklist }
      }),
    ),
  }
}

const select = ['*', 'TAGS', 'UF_TASK_WEBDAV_FILES']

const shapeOf = (row: Row) => ({
  id: Number(row['id']),
  tags: Object.values((row['tags'] ?? {}) as Record<string, { title: string }>).map(({ title }) => title),
  files: Array.isArray(row['ufTaskWebdavFiles']) ? row['ufTaskWebdavFiles'].length : 0,
})

/** The items proper; a checklist itself is one without a parent. */
const itemsOf = (items: Record<string, string>[]) =>
  items.flatMap(({ PARENT_ID, TITLE }) => (Number(PARENT_ID) > 0 && TITLE ? [TITLE] : []))
