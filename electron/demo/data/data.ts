import * as z from 'zod'

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
  /** Those of the members who manage its stages beside the owner. */
  moderatorIds: z.array(id).default([]),
  created: moment,
  /** Tasks of a Scrum project stand in its backlog (`stageId` 0) or in a stage of its sprint. */
  type: z.enum(['project', 'scrum']),
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

const placement = z.object({
  userId: id,
  taskId: id,
  stageId: id,
  sort: z.number(),
  /** What `SORTING` sorts by: written once somebody has put a task before or after another one of the stage. */
  hand: z.number().nullable(),
})

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

const checklistItem = z.object({
  id,
  taskId: id,
  /** 0: not an item but a whole checklist, its title the checklist's name. */
  parentId: id,
  title: z.string(),
  sort: z.number(),
  isComplete: z.boolean(),
  isImportant: z.boolean(),
  creatorId: id,
  toggledById: id.nullable(),
  toggled: moment.nullable(),
  /** `A` takes part, `U` watches. */
  members: z.array(z.object({ id, type: z.enum(['A', 'U']) })),
})

const driveFile = z.object({
  id,
  storageId: id,
  name: z.string(),
  /** Bytes. */
  size: z.number(),
  /** Under what name the bytes are kept; see `createFileStore`. */
  keptAs: z.string(),
  created: moment,
  creatorId: id,
})

const attachment = z.object({ id, taskId: id, fileId: id })
const result = z.object({ id, taskId: id, authorId: id, text: z.string(), created: moment })
const chatMessage = z.object({ taskId: id, userId: id, text: z.string(), at: moment })

/** Everything that the portal keeps between starts. No webhook code and no token is among it. */
export const portalData = z.object({
  version: z.literal(1),
  /** The number that the next of each kind gets. */
  next: z.object({
    stage: id,
    task: id,
    tag: id,
    checklistItem: id,
    file: id,
    attachment: id,
  }),
  users: z.array(user).min(1),
  grants: z.array(grant),
  projects: z.array(project),
  stages: z.array(stage),
  tasks: z.array(task),
  /** Which task stands in which column of whose My Plan. */
  placements: z.array(placement),
  /** Answers to calls with an `Idempotency-Key`, kept for a day. */
  keptAnswers: z.array(keptAnswer),
  checklistItems: z.array(checklistItem),
  files: z.array(driveFile),
  attachments: z.array(attachment),
  chatMessages: z.array(chatMessage),
  results: z.array(result),
})

export type PortalData = z.infer<typeof portalData>
export type Grant = z.infer<typeof grant>
export type User = z.infer<typeof user>
export type Project = z.infer<typeof project>
export type Stage = z.infer<typeof stage>
export type Task = z.infer<typeof task>
export type Placement = z.infer<typeof placement>
export type KeptAnswer = z.infer<typeof keptAnswer>
export type ChecklistItem = z.infer<typeof checklistItem>
export type Result = z.infer<typeof result>
export type DriveFile = z.infer<typeof driveFile>
