import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { planStages } from '../../../../electron/bitrix/board/stages.ts'
import { portalChecklists } from '../../../../electron/bitrix/checklists.ts'
import type { Fault } from '../../../../electron/demo/http/faults.ts'
import { deferred } from '../../../support/deferred.ts'
import { faultOf, fileOf, oldRefusal, startCourier, thought, type Courier } from '../support.ts'
import { listPlan } from '../../bitrix/support.ts'

let courier: Courier
beforeEach(async () => {
  courier = await startCourier()
})
afterEach(() => courier.close())

const person = (id: number) => ({ text: `p${id}`, id, name: `Person ${id}` })
const stageOf = async (at: number) => {
  const stage = (await planStages(courier.portal.client).list())[at]
  return { text: 'w', id: stage?.id ?? 0, name: stage?.title ?? '' }
}
const checklistOf = async (id: string) =>
  (await portalChecklists(courier.portal.client).list(courier.record(id)?.taskId ?? 0)).map(
    ({ title }) => title,
  )
const idsIn = async (stageId: number) => {
  const { tasks } = await listPlan(courier.portal.client, [{ id: stageId }])
  return tasks.map(({ id }) => id)
}
const attached = (content: string, name = 'plan.txt') => courier.files.take(fileOf(name, content))
const filesOf = async (id: string) => {
  const params = { taskId: courier.record(id)?.taskId, select: ['ID', 'UF_TASK_WEBDAV_FILES'] }
  const { task } = (await courier.call('tasks.task.get', params)) as {
    task: { ufTaskWebdavFiles: string[] }
  }
  return task.ufTaskWebdavFiles
}
const onDrive = async () =>
  ((await courier.call('disk.storage.getchildren', { id: 11 })) as { NAME: string; SIZE: string }[]).map(
    ({ NAME, SIZE }) => `${NAME} ${SIZE}`,
  )
const stepsOf = (id: string) =>
  courier.record(id)?.steps.map(({ name, state, done, of }) => `${name} ${state} ${done}/${of}`)
const times = (method: string) => courier.calls.filter((one) => one === method).length

test('everything that was asked for is on the task', async () => {
  const stage = await stageOf(1)
  const id = await courier.send(
    thought(
      'all of it',
      { tags: ['call', 'звонок'], people: [person(2), person(3)], checklist: ['Ask', 'Tell'], stage },
      { attachments: [await attached('abc')] },
    ),
  )
  await courier.until(id, 'sent')
  const [task] = await courier.tasksNamed('all of it')
  expect(task).toMatchObject({ responsible: { id: '2' }, accomplices: ['3'] })
  expect(Object.values(task?.['tags'] as object).map((tag: { title: string }) => tag.title)).toEqual([
    'call',
    'звонок',
  ])
  expect(await checklistOf(id)).toEqual(['BX_CHECKLIST_1', 'Ask', 'Tell'])
  expect(await idsIn(stage.id)).toContain(courier.record(id)?.taskId)
  expect(await filesOf(id)).toHaveLength(1)
  expect(await onDrive()).toEqual(['plan.txt 3'])
})

test.each([true, false])('a parent and links to CRM are on the task; REST 3.0: %s', async (rest3) => {
  await courier.close()
  courier = await startCourier({ rest3 })
  const [{ id: parentId } = { id: 0 }] = (await listPlan(courier.portal.client, [await stageOf(0)])).tasks
  const crm = [{ id: 'D_5', entity: 'deal' as const, number: 5 }]
  const parent = { text: 'p', id: parentId, name: 'P' }
  const id = await courier.send(thought('one part', { parent, crm }))
  await courier.until(id, 'sent')
  const params = { taskId: courier.record(id)?.taskId, select: ['ID', 'PARENT_ID', 'UF_CRM_TASK'] }
  const { task } = (await courier.call('tasks.task.get', params)) as { task: Record<string, unknown> }
  expect(task).toMatchObject({ parentId: String(parentId), ufCrmTask: ['D_5'] })
})

test.each([true, false])(
  'a parent that is gone needs a person, who is told so; REST 3.0: %s',
  async (rest3) => {
    await courier.close()
    courier = await startCourier({ rest3 })
    const id = await courier.send(thought('one part', { parent: { text: 'p', id: 999_999, name: 'P' } }))
    await courier.until(id, 'attention')
    expect(courier.record(id)).toMatchObject({
      title: 'one part',
      problem: { code: 'refused', detail: expect.stringContaining('Parent task not found') as string },
    })
  },
)

test('a capture is not called sent before all of it is done', async () => {
  courier.break(faultOf('tasks.task.update', { kind: 'reset-before' }))
  const id = await courier.send(thought('one', { tags: ['call'] }))
  await vi.waitFor(() => expect(courier.record(id)?.steps[0]?.problem?.code).toBe('offline'))
  expect(courier.record(id)).toMatchObject({ state: expect.not.stringMatching('sent') as string })
  expect(courier.record(id)?.taskId).not.toBeNull()
  courier.mend()
  await courier.until(id, 'sent')
})

test('the first try of a step looks nothing up', async () => {
  const id = await courier.send(
    thought('one', { tags: ['call'], checklist: ['Ask'], stage: await stageOf(1) }),
  )
  courier.calls.length = 0
  await courier.until(id, 'sent')
  expect(times('task.checklistitem.getlist')).toBe(0)
  expect(times('tasks.task.list')).toBe(1) // only the move is verified, as every move is
})

const lost: Fault = { kind: 'reset-after' }
const gone: Fault = { kind: 'reset-before' }
const answers: [string, Fault][] = [
  ['lost after the write', lost],
  ['lost before the write', gone],
]

test.each(answers)('tags whose answer was %s are there once', async (_when, fault) => {
  courier.break(faultOf('tasks.task.update', fault, 1))
  const id = await courier.send(thought('one', { tags: ['call'] }))
  await courier.until(id, 'sent')
  const [task] = await courier.tasksNamed('one')
  expect(Object.values(task?.['tags'] as object)).toHaveLength(1)
  expect(times('tasks.task.update')).toBe(fault === lost ? 1 : 2)
})

test('tags that were added on the portal meanwhile stay when ours are repeated', async () => {
  courier.break(faultOf('tasks.task.update', gone))
  const id = await courier.send(thought('one', { tags: ['ours'] }))
  await vi.waitFor(() => expect(courier.record(id)?.steps[0]?.problem?.code).toBe('offline'))
  courier.signIn(false)
  courier.mend()
  await courier.call('tasks.task.update', {
    taskId: courier.record(id)?.taskId,
    fields: { TAGS: ['theirs'] },
  })
  courier.signIn(true)
  courier.app.delivery.wake()
  await courier.until(id, 'sent')
  const [task] = await courier.tasksNamed('one')
  const titles = Object.values(task?.['tags'] as object).map((tag: { title: string }) => tag.title)
  expect(titles.sort()).toEqual(['ours', 'theirs'])
})

test.each(answers)('a checklist item whose answer was %s is there once', async (_when, fault) => {
  let item = 0
  courier.break(({ method }) => (method === 'task.checklistitem.add' && ++item === 3 ? fault : undefined))
  const id = await courier.send(thought('one', { checklist: ['Ask', 'Tell', 'Ask'] }))
  await courier.until(id, 'sent')
  expect(await checklistOf(id)).toEqual(['BX_CHECKLIST_1', 'Ask', 'Tell', 'Ask'])
})

test('how far a checklist has come is told', async () => {
  let item = 0
  courier.break(({ method }) => (method === 'task.checklistitem.add' && ++item >= 3 ? gone : undefined))
  const id = await courier.send(thought('one', { checklist: ['Ask', 'Tell'] }))
  await vi.waitFor(() => expect(courier.record(id)?.steps[0]).toMatchObject({ done: 1, of: 2 }))
})

test.each(answers)('a move whose answer was %s is made', async (_when, fault) => {
  courier.break(faultOf('task.stages.movetask', fault, 1))
  const stage = await stageOf(1)
  const id = await courier.send(thought('one', { stage }))
  await courier.until(id, 'sent')
  expect(await idsIn(stage.id)).toContain(courier.record(id)?.taskId)
  expect(times('task.stages.movetask')).toBe(fault === lost ? 1 : 2)
})

test.each(answers)('a file whose upload was %s is uploaded once and attached once', async (_when, fault) => {
  courier.break(faultOf('disk.storage.uploadfile', fault, 1))
  const id = await courier.send(thought('one', {}, { attachments: [await attached('abc')] }))
  await courier.until(id, 'sent')
  expect([await onDrive(), (await filesOf(id)).length]).toEqual([['plan.txt 3'], 1])
})

test.each(answers)('files whose attaching was %s are attached once', async (_when, fault) => {
  courier.break(faultOf('tasks.task.file.attach', fault, 1))
  const attachments = [await attached('abc'), await attached('xyz')]
  const id = await courier.send(thought('one', {}, { attachments }))
  await courier.until(id, 'sent')
  expect((await filesOf(id)).length).toBe(2)
  expect(times('tasks.task.file.attach')).toBe(fault === lost ? 1 : 2)
})

test.each(answers)(
  'files of an older portal whose attaching was %s are attached once',
  async (_when, fault) => {
    await courier.close()
    courier = await startCourier({ rest3: false })
    let file = 0
    courier.break(({ method }) => (method === 'tasks.task.files.attach' && ++file === 2 ? fault : undefined))
    const attachments = [await attached('abc'), await attached('xyz'), await attached('def')]
    const id = await courier.send(thought('one', {}, { attachments }))
    await courier.until(id, 'sent')
    expect((await filesOf(id)).length).toBe(3)
    expect(times('tasks.task.files.attach')).toBe(fault === lost ? 3 : 4)
  },
)

test('a file of somebody else that is out of reach does not keep ours from being attached', async () => {
  let call = 0
  courier.break(({ method }) => {
    if (method === 'tasks.task.file.attach' && ++call === 1) return lost
    return method === 'disk.attachedobject.get'
      ? { kind: 'error', shape: 'v2', code: 'ACCESS_DENIED', message: 'Access denied', status: 400 }
      : undefined
  })
  const id = await courier.send(thought('one', {}, { attachments: [await attached('abc')] }))
  await courier.until(id, 'sent')
  expect(call).toBe(2)
})

test('two files of the same name and size are two files, though an answer was lost', async () => {
  let upload = 0
  courier.break(({ method }) => (method === 'disk.storage.uploadfile' && ++upload === 2 ? lost : undefined))
  const attachments = [await attached('abc'), await attached('xyz')]
  const id = await courier.send(thought('one', {}, { attachments }))
  await courier.until(id, 'sent')
  expect([await onDrive(), (await filesOf(id)).length]).toEqual([['plan.txt 3', 'plan (1).txt 3'], 2])
})

test('a file is known on disk before it is attached', async () => {
  let known: unknown
  courier.break(({ method }) => {
    if (method === 'tasks.task.file.attach') known = courier.app.outbox.records()[0]?.attachments[0]?.fileId
    return undefined
  })
  const id = await courier.send(thought('one', {}, { attachments: [await attached('abc')] }))
  await courier.until(id, 'sent')
  expect(known).toEqual(expect.any(Number))
})

test('a file that is gone from our folder needs a person, and the rest is done', async () => {
  const file = { id: crypto.randomUUID(), name: 'gone.txt', size: 3 }
  const id = await courier.send(thought('one', { tags: ['call'] }, { attachments: [file] }))
  await courier.until(id, 'attention')
  expect(stepsOf(id)).toEqual(['details done 1/1', 'files failed 0/1'])
  expect(courier.record(id)?.problem?.code).toBe('file-unreadable')
})

test('a refused step leaves the task, the other steps are done, and a retry does only what is left', async () => {
  courier.break(faultOf('task.checklistitem.add', oldRefusal))
  const stage = await stageOf(1)
  const id = await courier.send(thought('one', { tags: ['call'], checklist: ['Ask'], stage }))
  await courier.until(id, 'attention')
  expect(stepsOf(id)).toEqual(['details done 1/1', 'checklist failed 0/1', 'stage done 1/1'])
  expect(courier.record(id)?.problem).toMatchObject({ code: 'refused', detail: 'Not this time' })
  courier.mend()
  courier.calls.length = 0
  await courier.app.changes.retry(id)
  await courier.until(id, 'sent')
  expect(stepsOf(id)).toEqual(['details done 1/1', 'checklist done 1/1', 'stage done 1/1'])
  expect(times('tasks.task.add') + times('tasks.task.update') + times('task.stages.movetask')).toBe(0)
})

test('a permission that is missing for files needs a person instead of waiting for ever', async () => {
  courier.break(({ method }) =>
    method.startsWith('disk.') ? { kind: 'scopes', scopes: ['task'] } : undefined,
  )
  const id = await courier.send(thought('one', {}, { attachments: [await attached('abc')] }))
  await courier.until(id, 'attention')
  expect(courier.record(id)?.problem).toMatchObject({ code: 'scope-missing', subject: 'disk' })
})

test('a file that is too large for the way to the portal is not sent again and again', async () => {
  courier.break(faultOf('disk.storage.uploadfile', { kind: 'html', status: 413 }))
  const id = await courier.send(thought('one', {}, { attachments: [await attached('abc')] }))
  await courier.until(id, 'attention')
  expect([stepsOf(id), times('disk.storage.uploadfile')]).toEqual([['files failed 0/1'], 1])
})

test('a step that was under way when the app ended is looked up and finished after the next start', async () => {
  const added = faultOf('task.checklistitem.add', { kind: 'reset-after' })
  // Nor can it be looked up: the step stays under way until the app ends.
  const unseen = faultOf('task.checklistitem.getlist', { kind: 'reset-before' })
  courier.break((call) => added(call) ?? unseen(call))
  const id = await courier.send(thought('one', { checklist: ['Ask'] }))
  await vi.waitFor(() => expect(courier.record(id)?.steps[0]?.problem).not.toBeNull())
  await courier.restart()
  courier.mend()
  courier.app.delivery.wake()
  await courier.until(id, 'sent')
  expect(await checklistOf(id)).toEqual(['BX_CHECKLIST_1', 'Ask'])
})

test('a thought does not wait behind the file of another', async () => {
  const upload = deferred<null>()
  courier.break(faultOf('disk.storage.uploadfile', { kind: 'held', until: upload.promise }))
  const large = await courier.send(thought('large', {}, { attachments: [await attached('abc')] }))
  await vi.waitFor(() => expect(courier.calls).toContain('disk.storage.uploadfile'))
  const small = await courier.send(thought('small'))
  await courier.until(small, 'sent')
  expect(courier.state(large)).toBe('sending')
  upload.resolve(null)
})

test('the same goes without REST 3.0', async () => {
  await courier.close()
  courier = await startCourier({ rest3: false })
  const id = await courier.send(
    thought('old', { tags: ['call'], checklist: ['Ask'] }, { attachments: [await attached('abc')] }),
  )
  await courier.until(id, 'sent')
  expect([await courier.tasksNamed('old'), await filesOf(id)]).toEqual([
    [expect.anything()],
    [expect.anything()],
  ])
})
