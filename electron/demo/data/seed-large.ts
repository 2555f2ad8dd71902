import type { PortalData, Stage, Task, User } from './data.ts'

/** How many stages and tasks the first user's My Plan is to have, and people the portal; never fewer than the seed. */
export type SeedSize = { stages: number; tasks: number; people?: number }

const colors = ['4F8BF9', 'F2704E', 'F5B83D', '9B7EDE', '3FB68B', '00C4FB', 'E97BA2', '9DCF00']

/** The seed with more stages and tasks in the first user's plan, for a look at how large plans do. */
export function enlarge(data: PortalData, { stages, tasks, people = 0 }: SeedSize): PortalData {
  const plan = data.stages.filter(({ entityType, entityId }) => entityType === 'U' && entityId === 1)
  const added = count(plan.length, stages, (at): Stage => {
    const place = { entityType: 'U', entityId: 1, systemType: null } as const
    const color = colors[at % colors.length] ?? '4F8BF9'
    return { ...place, id: data.next.stage++, title: `Stage ${at + 1}`, sort: (at + 1) * 100, color }
  })
  const columns = [...plan, ...added]
  const more = count(data.tasks.length, tasks, (at) => copyOf(data.tasks, at, data.next.task++))
  const placements = more.map(({ id }, at) => ({
    userId: 1,
    taskId: id,
    sort: id * 100,
    hand: null,
    stageId: columns[at % columns.length]?.id ?? 1,
  }))
  const users = count(data.users.length, people, (at) => colleague(data.users, at))
  return {
    ...data,
    users: [...data.users, ...users],
    stages: [...data.stages, ...added],
    tasks: [...data.tasks, ...more],
    placements: [...data.placements, ...placements],
  }
}

/** Somebody like one of the seed's, with a name of their own. */
function colleague(users: readonly User[], at: number): User {
  const model = users[at % users.length]
  if (!model) throw new Error('A seed without people cannot grow')
  return {
    ...model,
    id: at + 1,
    lastName: `${model.lastName}-${at + 1}`,
    email: `${at + 1}.${model.email}`,
    isAdmin: false,
  }
}

/** What is missing from `from` up to `to`. */
function count<T>(from: number, to: number, make: (at: number) => T): T[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => make(from + index))
}

/** Another task like one of the seed's, with a number that tells it apart. */
function copyOf(tasks: readonly Task[], at: number, id: number): Task {
  const model = tasks[at % tasks.length]
  if (!model) throw new Error('A seed without tasks cannot grow')
  return {
    ...model,
    id,
    title: `${model.title} · ${at + 1}`,
    guid: model.guid.replace(/^\{\w{8}/, `{${String(id).padStart(8, '0')}`),
  }
}
