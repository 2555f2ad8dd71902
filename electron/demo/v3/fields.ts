/** What a value must be. REST 3.0 converts nothing. */
export type FieldType =
  'int' | 'string' | 'bool' | 'datetime' | 'array' | 'strings' | 'priority' | 'status' | 'duration'

export type Field = {
  type: FieldType
  isNullable: boolean
  /** Where it may be written. */
  write: 'add and update' | 'add' | 'never'
  /** `own`: part of our task. `more`: kept as it came. `computed`: taken and passed over, the portal knows better. */
  keep: 'own' | 'more' | 'computed'
}

/** Bitrix24's words for the numbers of the old API. */
export const priorities = ['low', 'average', 'high'] as const
export const statuses = new Map([
  [2, 'pending'],
  [3, 'in_progress'],
  [4, 'supposedly_completed'],
  [5, 'completed'],
  [6, 'deferred'],
  [7, 'declined'],
])
export const durations = ['secs', 'mins', 'hours', 'days', 'weeks', 'monts', 'years']

/** Relations that can be selected, with their fields. */
export const relations = new Map<string, string[]>([
  ...['creator', 'responsible', 'changedBy', 'statusChangedBy', 'closedBy', 'accomplices', 'auditors'].map(
    (name): [string, string[]] => [
      name,
      ['id', 'name', 'role', 'image', 'gender', 'email', 'externalAuthId', 'rights'],
    ],
  ),
  ['group', ['id', 'name', 'image', 'type', 'isVisible']],
  ['stage', ['id', 'title', 'color']],
  ['tags', ['id', 'name']],
])

const rows: [Field['type'], boolean, Field['write'], Field['keep'], string][] = [
  ['string', false, 'add and update', 'own', 'title description'],
  ['int', false, 'add', 'own', 'creatorId'],
  ['int', false, 'add and update', 'own', 'responsibleId'],
  ['datetime', true, 'add and update', 'own', 'deadline startPlan endPlan'],
  ['int', true, 'add and update', 'own', 'groupId stageId parentId'],
  ['priority', false, 'add and update', 'own', 'priority'],
  ['status', false, 'add and update', 'own', 'status'],
  ['int', false, 'add and update', 'own', 'estimatedTime'],
  ['string', true, 'add and update', 'own', 'xmlId'],
  ['strings', true, 'add and update', 'more', 'crmItemIds'],
  ['int', true, 'add and update', 'more', 'flowId epicId storyPoints'],
  [
    'bool',
    false,
    'add and update',
    'more',
    'needsControl allowsChangeDeadline allowsTimeTracking matchesWorkTime',
  ],
  [
    'bool',
    true,
    'add and update',
    'more',
    'addInReport isMultitask replicate requireResult matchesSubTasksTime',
  ],
  [
    'bool',
    false,
    'add and update',
    'more',
    'autocompleteSubTasks allowsChangeDatePlan requireDeadlineChangeReason',
  ],
  ['string', true, 'add and update', 'more', 'mark declineReason'],
  ['duration', false, 'add and update', 'more', 'durationType'],
  ['int', true, 'add and update', 'more', 'plannedDuration actualDuration maxDeadlineChanges'],
  [
    'int',
    true,
    'add and update',
    'computed',
    'outlookVersion numberOfReminders deadlineCount forumTopicId chatId emailId',
  ],
  ['int', true, 'add and update', 'computed', 'changedById statusChangedById closedById forkedByTemplateId'],
  ['bool', false, 'add and update', 'computed', 'containsChecklist containsSubTasks containsRelatedTasks'],
  ['bool', false, 'add and update', 'computed', 'containsGanttLinks containsPlacements containsResults'],
  [
    'datetime',
    true,
    'add and update',
    'computed',
    'statusChanged started changed closed activity maxDeadlineChangeDate',
  ],
  ['string', true, 'add and update', 'computed', 'guid exchangeId exchangeModified siteId link archiveLink'],
  ['array', true, 'add and update', 'computed', 'checklist reminders dependsOn scenarios'],
  ['array', true, 'add and update', 'computed', 'inFavorite inPin inGroupPin inMute rights'],
  ['array', true, 'add and update', 'own', 'fileIds'],
  ['int', false, 'never', 'computed', 'id'],
  ['datetime', false, 'never', 'computed', 'created'],
  ['array', false, 'never', 'computed', 'tags accomplices auditors userFields'],
  ['array', false, 'never', 'computed', 'creator responsible changedBy statusChangedBy closedBy'],
  [
    'array',
    false,
    'never',
    'computed',
    'group stage flow chat parent email source elapsedTime forkedByTemplate',
  ],
]

/** Every field of a REST 3.0 task; section 10.10 of the API notes is the source. */
export const fields: ReadonlyMap<string, Field> = new Map(
  rows.flatMap(([type, isNullable, write, keep, names]) =>
    names.split(' ').map((name): [string, Field] => [name, { type, isNullable, write, keep }]),
  ),
)
