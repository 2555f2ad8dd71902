import { z } from 'zod'

/** A moment as it is kept: UTC with seconds, `2026-11-23T12:00:00Z`, so that texts compare like times. */
const moment = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
const id = z.number().int()

const user = z.object({
  id,
  name: z.string(),
  lastName: z.string(),
  email: z.string(),
  workPosition: z.string(),
  gender: z.enum(['M', 'F', '']),
  /** An IANA zone, or empty for the zone of the machine the portal runs on. */
  timeZone: z.string(),
  isAdmin: z.boolean(),
  departments: z.array(id),
})

const project = z.object({
  id,
  name: z.string(),
  description: z.string(),
  ownerId: id,
  memberIds: z.array(id),
  created: moment,
})

const stage = z.object({
  id,
  /** `U`: a column of somebody's My Plan; `G`: of a project's kanban. */
  entityType: z.enum(['U', 'G']),
  entityId: id,
  title: z.string(),
  sort: z.number(),
  color: z.string(),
  systemType: z.string().nullable(),
})

const task = z.object({
  id,
  title: z.string(),
  description: z.string(),
  creatorId: id,
  responsibleId: id,
  accompliceIds: z.array(id),
  auditorIds: z.array(id),
  created: moment,
  changed: moment,
  changedById: id,
  statusChanged: moment.nullable(),
  statusChangedById: id.nullable(),
  started: moment.nullable(),
  closed: moment.nullable(),
  closedById: id.nullable(),
  deadline: moment.nullable(),
  startPlan: moment.nullable(),
  endPlan: moment.nullable(),
  /** As in the old API: 0 low, 1 average, 2 high. */
  priority: z.number().int().min(0).max(2),
  /** As in the old API: 2 pending, 3 in progress, 4 supposedly completed, 5 completed, 6 deferred, 7 declined. */
  status: z.number().int().min(2).max(7),
  /** 0: in no project. */
  groupId: id,
  /** Column of the project's kanban; 0: the first. */
  stageId: id,
  parentId: id.nullable(),
  tags: z.array(z.object({ id, title: z.string() })),
  /** Seconds. */
  estimatedTime: z.number(),
  guid: z.string(),
  xmlId: z.string().nullable(),
  /** Further REST 3.0 fields that were written, by their name. */
  more: z.record(z.string(), z.json()),
})

const placement = z.object({ userId: id, taskId: id, stageId: id, sort: z.number() })

const keptAnswer = z.object({
  userId: id,
  method: z.string(),
  key: z.string(),
  bodyHash: z.string(),
  result: z.json(),
  at: moment,
})

/** A code or token that was handed out; its hash opens no door. `until`: milliseconds since 1970. */
const grant = z.object({
  kind: z.enum(['code', 'access', 'refresh']),
  hash: z.string(),
  userId: id,
  until: z.number().int(),
})

/** Everything that the portal keeps between starts. No webhook code and no token is among it. */
export const portalData = z.object({
  version: z.literal(1),
  /** The number that the next stage, task, tag gets. */
  next: z.object({ stage: id, task: id, tag: id }),
  users: z.array(user).min(1),
  /** Files from before there was a sign-in have none. */
  grants: z.array(grant).default([]),
  projects: z.array(project),
  stages: z.array(stage),
  tasks: z.array(task),
  /** Which task stands in which column of whose My Plan. */
  placements: z.array(placement),
  /** Answers to calls with an `Idempotency-Key`, kept for a day. */
  keptAnswers: z.array(keptAnswer),
})

export type PortalData = z.infer<typeof portalData>
export type Grant = z.infer<typeof grant>
export type User = z.infer<typeof user>
export type Project = z.infer<typeof project>
export type Stage = z.infer<typeof stage>
export type Task = z.infer<typeof task>
export type Placement = z.infer<typeof placement>
export type KeptAnswer = z.infer<typeof keptAnswer>
