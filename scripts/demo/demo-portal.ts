import { startDemoPortal } from '../../electron/demo/portal.ts'

/** A task that must be on the portal in the end. `deadline`: ISO 8601 in UTC, or null. */
export type Expected = { title: string; deadline: string | null }

export type HeldStage = { title: string; color: string; tasks: Expected[] }

/** A time of tomorrow by this computer's clock and zone, in ISO 8601, UTC. Not by the app's own date code. */
export function tomorrowAt(hour: number, minute = 0, now = new Date()): string {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, hour, minute).toISOString()
}

/** What a demo portal's data file holds, asked over REST of a portal that is started on it. */
export async function readPortal(file: string): Promise<HeldStage[]> {
  const portal = await startDemoPortal({ file, key: 'a key for reading' })
  const call = async (method: string, params: object) => {
    const reply = await fetch(`${portal.webhook}${method}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(params),
    })
    return ((await reply.json()) as { result: unknown }).result
  }
  try {
    const stages = Object.values((await call('task.stages.get', { entityId: 0 })) as Record<string, StageRow>)
    stages.sort((a, b) => Number(a.SORT) - Number(b.SORT))
    const held: HeldStage[] = []
    for (const { ID, TITLE, COLOR } of stages) {
      const select = ['ID', 'TITLE', 'DEADLINE']
      const { tasks } = (await call('tasks.task.list', { filter: { STAGES_ID: ID }, select })) as {
        tasks: TaskRow[]
      }
      held.push({ title: TITLE, color: COLOR, tasks: tasks.map(toTask) })
    }
    return held
  } finally {
    await portal.close()
  }
}

type StageRow = { ID: string; TITLE: string; COLOR: string; SORT: string }
type TaskRow = { title: string; deadline: string | null }

const toTask = ({ title, deadline }: TaskRow): Expected => ({
  title,
  deadline: deadline && new Date(deadline).toISOString(),
})

/** Says in words what is not there, or not once, or not where it should be. */
export function missingFrom(
  held: HeldStage[],
  tasks: Expected[],
  stage: { title: string; color: string; task: string },
): string[] {
  const all = held.flatMap((one) => one.tasks)
  const wrong = tasks.filter(
    ({ title, deadline }) =>
      all.filter((task) => task.title === title && task.deadline === deadline).length !== 1,
  )
  const found = held.find(({ title, color }) => title === stage.title && color === stage.color)
  return [
    ...wrong.map(
      ({ title, deadline }) => `the task “${title}” with the deadline ${deadline ?? 'none'}, exactly once`,
    ),
    ...(found ? [] : [`the stage “${stage.title}” in the colour ${stage.color}`]),
    ...(found?.tasks.some(({ title }) => title === stage.task)
      ? []
      : [`“${stage.task}” in “${stage.title}”`]),
  ]
}
