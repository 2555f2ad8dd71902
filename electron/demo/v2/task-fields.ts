import type { Call, V2Answer, V2Method } from '../context.ts'
import { readPositional } from './positional.ts'

const scopes = ['task']

/** What can be known of the fields of a task, and the plan of the working day. */
export const taskFieldMethods: Record<string, V2Method> = {
  'tasks.task.getfields': { scopes, run: () => ({ result: { fields } }) },
  'task.planner.getlist': { scopes, run: dailyPlan },
}

/** Numbers of the caller's open tasks that are due today; nothing here puts a task into a working day by hand. */
function dailyPlan({ portal, user, params }: Call): V2Answer {
  readPositional(params, 'ctaskplannermaintance::getlist', [])
  const dayOf = (moment: string) => portal.zones.format(moment, user.timeZone).slice(0, 10)
  const today = dayOf(portal.now().toISOString())
  const due = portal.data.tasks.filter(
    (task) =>
      task.responsibleId === user.id && task.status !== 5 && task.deadline && dayOf(task.deadline) === today,
  )
  return { result: due.map((task) => task.id) }
}

const yesNo = { N: 'No', Y: 'Yes' }
const plain: [type: string, names: string][] = [
  ['string', 'DESCRIPTION GUID XML_ID SITE_ID'],
  ['integer', 'PARENT_ID GROUP_ID STAGE_ID FORUM_TOPIC_ID TIME_ESTIMATE TIME_SPENT_IN_LOGS FLOW_ID'],
  ['integer', 'CREATED_BY CHANGED_BY STATUS_CHANGED_BY CLOSED_BY COMMENTS_COUNT'],
  ['datetime', 'CREATED_DATE CHANGED_DATE STATUS_CHANGED_DATE CLOSED_DATE ACTIVITY_DATE DATE_START'],
  ['datetime', 'DEADLINE START_DATE_PLAN END_DATE_PLAN'],
  ['array', 'ACCOMPLICES AUDITORS TAGS CHECKLIST DEPENDS_ON'],
  ['crm', 'UF_CRM_TASK'],
  ['disk_file', 'UF_TASK_WEBDAV_FILES'],
]
const flags = [
  ...['MULTITASK', 'NOT_VIEWED', 'REPLICATE', 'ALLOW_CHANGE_DEADLINE', 'ALLOW_TIME_TRACKING', 'TASK_CONTROL'],
  ...['ADD_IN_REPORT', 'MATCH_WORK_TIME', 'SUBORDINATE', 'FAVORITE'],
]

const fields: Record<string, object> = {
  ID: { title: 'ID', type: 'integer', primary: true },
  TITLE: { title: 'Title', type: 'string', required: true },
  RESPONSIBLE_ID: { title: 'Responsible person', type: 'integer', required: true },
  PRIORITY: { title: 'Priority', type: 'enum', values: { 2: 'High', 1: 'Medium', 0: 'Low' }, default: 1 },
  STATUS: {
    title: 'Status',
    type: 'enum',
    default: 2,
    values: { 2: 'Pending', 3: 'In progress', 4: 'Supposedly completed', 5: 'Completed', 6: 'Deferred' },
  },
  MARK: { title: 'Mark', type: 'enum', values: { N: 'Negative', P: 'Positive' }, default: null },
  ...Object.fromEntries(
    flags.map((name) => [name, { title: titleOf(name), type: 'enum', values: yesNo, default: 'N' }]),
  ),
  ...Object.fromEntries(
    plain.flatMap(([type, names]) => names.split(' ').map((name) => [name, { title: titleOf(name), type }])),
  ),
}

function titleOf(name: string): string {
  const words = name.replace(/^UF_/, '').replaceAll('_', ' ').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
