import type { App } from '../../support/app/app.ts'
import { deferred } from '../../support/deferred.ts'
import { chip, field } from '../../support/app/capture-window.ts'
import { expect, showPlan, signIn, summon, test, type TestPortal } from '../../support/app/portal.ts'

/** Types lines into the field that is up, and saves them. */
async function write({ type, press }: App, lines: string[]) {
  for (const [index, line] of lines.entries()) {
    if (index > 0) await press('shift+Return')
    await type(line)
  }
  await press('Return')
}

/** What a task has of all that can be written in a capture. Times: as the clock on the wall tells them. */
async function factsOf(portal: TestPortal, title: string) {
  const task = await portal.task(title)
  const stages = await portal.stages()
  const isIn = async (stage: { ID: string }) => (await portal.tasksIn(stage.ID)).includes(String(task['id']))
  const found = await Promise.all(stages.map(isIn))
  return {
    responsible: Number(task['responsibleId']),
    participants: (task['accomplices'] as string[]).map(Number),
    project: Number(task['groupId']),
    tags: Object.values(task['tags'] as Record<string, { title: string }>).map((tag) => tag.title),
    priority: Number(task['priority']),
    minutes: Number(task['timeEstimate']) / 60,
    description: task['description'],
    checklist: await portal.checklistOf(task),
    stage: stages[found.indexOf(true)]?.TITLE,
    deadline: clockOf(task['deadline']),
    plan: [clockOf(task['startDatePlan']), clockOf(task['endDatePlan'])],
  }
}

const clockOf = (moment: unknown) =>
  typeof moment === 'string'
    ? new Date(moment).toLocaleString('en-GB', { day: 'numeric', hour: '2-digit', minute: '2-digit' })
    : null

const tomorrow = (time: string) => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  const now = new Date()
  return clockOf(new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, hours, minutes).toISOString())
}

test('a task is a part of the one that is named, and bound to the deal whose link is pasted', async ({
  signedIn: { app },
  portal,
}) => {
  const query = { filter: { MEMBER: 1, '!REAL_STATUS': 5 }, select: ['ID', 'TITLE'] }
  const { tasks } = (await portal.call('tasks.task.list', query)) as {
    tasks: { id: string; title: string }[]
  }
  const parent = tasks.find(({ title }) => /^[\w ]+$/.test(title))
  const capture = await summon(app)
  await app.type(`Prepare the slides ^"${parent?.title ?? ''}" ${portal.url}/crm/deal/details/5/`)
  await expect(chip(capture, `Part of: ${parent?.title ?? ''}`)).toBeVisible()
  await expect(chip(capture, 'CRM: Deal 5')).toBeVisible()
  await app.press('Return')
  const { id: taskId } = await portal.task('Prepare the slides')
  const made = await portal.call('tasks.task.get', { taskId, select: ['ID', 'PARENT_ID', 'UF_CRM_TASK'] })
  expect(made).toMatchObject({ task: { parentId: parent?.id, ufCrmTask: ['D_5'] } })
})

test('every token of a thought reaches the portal', async ({ signedIn: { app }, portal }) => {
  await summon(app)
  await write(app, [
    'Prepare the launch tomorrow 15:00 @"Anna Schmidt" @john @emily +Marketing #call #launch ! ~1h30m /later',
    'All about the launch',
    '- [ ] Invite the press',
    '[] Order the cake',
  ])
  await expect
    .poll(() => factsOf(portal, 'Prepare the launch'))
    .toEqual({
      responsible: 3,
      participants: [5, 8],
      project: 3,
      tags: ['call', 'launch'],
      priority: 2,
      minutes: 90,
      description: 'All about the launch',
      stage: 'Later',
      checklist: ['Invite the press', 'Order the cake'],
      deadline: tomorrow('15:00'),
      plan: [null, null],
    })
})

test('every token of a Russian thought reaches the portal', async ({ launch, portal }) => {
  await portal.call('task.stages.add', { fields: { TITLE: 'На неделе', COLOR: '468EE5', AFTER_ID: 5 } })
  const app = await launch()
  await signIn(app, portal)
  await summon(app)
  await write(app, [
    'Подготовить договор завтра с 10 до 12 @дмитрий @"Ольга Федорова" +переезд #звонок !неважно ~1,5ч /неделя',
    'Взять прошлогодний',
    '- [ ] Реквизиты',
  ])
  await expect
    .poll(() => factsOf(portal, 'Подготовить договор'))
    .toEqual({
      responsible: 4,
      participants: [6],
      project: 5,
      tags: ['звонок'],
      priority: 0,
      minutes: 90,
      description: 'Взять прошлогодний',
      checklist: ['Реквизиты'],
      stage: 'На неделе',
      deadline: null,
      plan: [tomorrow('10:00'), tomorrow('12:00')],
    })
})

test('a name that nobody has stays text and says so', async ({ capturing: { app, capture }, portal }) => {
  await app.type('Ask @zebulon tomorrow')
  await expect(chip(capture, /^@zebulon: who is it\?/)).toBeVisible()
  await app.press('Return')
  expect((await portal.task('Ask @zebulon'))['responsibleId']).toBe('1')
})

test('a name is understood as soon as the portal has told its people', async ({ launch, portal }) => {
  const told = deferred<void>()
  portal.break(({ method }) => (method === 'user.get' ? { kind: 'held', until: told.promise } : undefined))
  const app = await launch()
  await showPlan(app, portal)
  const capture = await summon(app)
  await app.type('Ask @emily')
  await expect(chip(capture, /^@emily: who is it\?/)).toBeVisible()
  told.resolve()
  await expect(chip(capture, /Emily Johnson/)).toBeVisible()
})

test('a chip that is clicked becomes text again and stays text', async ({
  capturing: { app, capture },
  portal,
}) => {
  await app.type('Plan tomorrow #alpha')
  await chip(capture, /^Deadline: /).click()
  await expect(chip(capture, /^Deadline: /)).toHaveCount(0)
  await app.type(' and more')
  await app.press('Return')
  expect(clockOf((await portal.task('Plan tomorrow and more'))['deadline'])).toBeNull()
})

test('Backspace takes a character, and a key of its own turns what was understood into text and back', async ({
  capturing: { app, capture },
  portal,
}) => {
  await app.type('Read the report tomorrow 15:00')
  await expect(chip(capture, /^Deadline: .*15:00/)).toBeVisible()
  await app.press('BackSpace', 'BackSpace')
  await expect(field(capture)).toHaveValue('Read the report tomorrow 15:')
  await app.type('30')
  await expect(chip(capture, /^Deadline: .*15:30/)).toBeVisible()
  await app.press('ctrl+t')
  await expect(chip(capture, /^Deadline: /)).toHaveCount(0)
  await app.press('ctrl+t')
  await expect(chip(capture, /^Deadline: .*15:30/)).toBeVisible()
  await app.press('ctrl+t', 'Return')
  expect(clockOf((await portal.task('Read the report tomorrow 15:30'))['deadline'])).toBeNull()
})

test('a slip in a date is asked about under the field, and Tab takes it', async ({
  capturing: { app, capture },
}) => {
  await app.type('Read the news tomorrwo')
  await expect(capture.getByRole('option', { name: /tomorrow/ })).toBeVisible()
  await expect(chip(capture, /^Deadline: /)).toHaveCount(0)
  await app.press('Tab')
  await expect(chip(capture, /^Deadline: /)).toBeVisible()
})

test('what is escaped or in quotes is not understood', async ({ signedIn: { app }, portal }) => {
  await summon(app)
  await app.type('Say "see you tomorrow" \\@john \\#tag \\+Marketing \\! \\/later \\~45m')
  await app.press('Return')
  const title = 'Say "see you tomorrow" @john #tag +Marketing ! /later ~45m'
  await expect
    .poll(() => factsOf(portal, title))
    .toMatchObject({ responsible: 1, project: 0, tags: [], priority: 1, minutes: 0, deadline: null })
})
