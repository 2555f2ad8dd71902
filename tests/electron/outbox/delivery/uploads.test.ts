import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Fault } from '../../../../electron/demo/http/faults.ts'
import { deferred } from '../../../support/deferred.ts'
import { faultOf, fileOf, startCourier, thought, type Courier } from '../support.ts'

let courier: Courier
let delays: number[]
let delay: (failures: number) => number
beforeEach(async () => {
  delays = []
  delay = () => 10
  courier = await startCourier({
    delay: (failures) => {
      delays.push(failures)
      return delay(failures)
    },
  })
})
afterEach(() => courier.close())

const uploads = () => courier.calls.filter((method) => method === 'disk.storage.uploadfile').length

async function sendWith(...contents: string[]) {
  const taken = contents.map((content) => courier.files.take(fileOf('plan.txt', content)))
  const attachments = await Promise.all(taken)
  return courier.send(thought('With a file', {}, { attachments }))
}

async function driveNames() {
  const [drive] = (await courier.call('disk.storage.getlist')) as [{ ID: string }]
  const rows = (await courier.call('disk.storage.getchildren', { id: drive.ID })) as { NAME: string }[]
  return rows.map(({ NAME }) => NAME)
}

async function attachedTo(id: string) {
  const query = { taskId: courier.record(id)?.taskId, select: ['ID', 'UF_TASK_WEBDAV_FILES'] }
  const { task } = (await courier.call('tasks.task.get', query)) as {
    task: { ufTaskWebdavFiles: string[] | false }
  }
  return task.ufTaskWebdavFiles || []
}

describe('a file that takes long', () => {
  let answer: ReturnType<typeof deferred<null>>
  let id: string
  beforeEach(async () => {
    answer = deferred<null>()
    courier.break(faultOf('disk.storage.uploadfile', { kind: 'held', until: answer.promise }))
    id = await sendWith('a film')
    await vi.waitFor(() => expect(courier.app.told.at(-1)).toEqual({ id, sent: 6, of: 6 }), 5_000)
  })
  afterEach(() => answer.resolve(null))

  test('is told of until it is there', async () => {
    answer.resolve(null)
    await courier.until(id, 'sent')
    expect(courier.app.told.at(-1)).toBeNull()
  })

  test('is stopped at once, the task says why, and sent again it is looked for first', async () => {
    courier.app.changes.stopUpload(id)
    await courier.until(id, 'attention')
    expect(courier.record(id)?.problem?.code).toBe('upload-stopped')
    expect([courier.app.told.at(-1), await courier.tasksNamed('With a file')]).toEqual([
      null,
      [expect.anything()],
    ])
    courier.mend()
    await courier.app.changes.retry(id)
    await courier.until(id, 'sent')
    expect([await driveNames(), (await attachedTo(id)).length]).toEqual([['plan.txt'], 1])
  })

  test('is stopped where its capture is taken back', async () => {
    await courier.app.changes.undo(id)
    await courier.until(id, 'undone')
    expect(await courier.tasksNamed('With a file')).toEqual([])
  })
})

const broken: [string, Fault][] = [
  ['a page', { kind: 'html', status: 500 }],
  [
    'JSON',
    { kind: 'error', shape: 'v2', status: 500, code: 'INTERNAL_SERVER_ERROR', message: 'Out of memory' },
  ],
]
test.each(broken)(
  'a portal that fails at every upload, with %s, is asked ever less often, and then a person is told',
  async (_name, fault) => {
    courier.break(faultOf('disk.storage.uploadfile', fault))
    const id = await sendWith('a film')
    await courier.until(id, 'attention')
    expect(courier.record(id)?.problem?.code).toBe('upload-failed')
    expect([uploads(), delays]).toEqual([4, [4, 5, 6]])
    courier.mend()
    await courier.app.changes.retry(id)
    await courier.until(id, 'sent')
  },
)

test('what is saved meanwhile brings no upload forward that the portal fails at', async () => {
  delay = () => 60_000
  courier.break(faultOf('disk.storage.uploadfile', { kind: 'html', status: 500 }))
  const id = await sendWith('a film')
  await vi.waitFor(() => expect(courier.record(id)?.steps[0]?.problem).not.toBeNull())
  for (const title of ['one', 'two', 'three']) await courier.until(await courier.send(thought(title)), 'sent')
  expect([uploads(), courier.state(id)]).toEqual([1, 'waiting'])
})

test('a file is left out, and those that the portal has are attached', async () => {
  let upload = 0
  courier.break(({ method }) =>
    method === 'disk.storage.uploadfile' && ++upload > 1 ? { kind: 'html', status: 500 } : undefined,
  )
  const id = await sendWith('a letter', 'a film')
  await courier.until(id, 'attention')
  await courier.app.changes.leaveOutFiles(id)
  await courier.until(id, 'sent')
  expect([(await attachedTo(id)).length, courier.record(id)?.attachments.length]).toEqual([1, 1])
})

test('where no file went the task stays without any', async () => {
  courier.break(faultOf('disk.storage.uploadfile', { kind: 'html', status: 413 }))
  const id = await sendWith('a film')
  await courier.until(id, 'attention')
  await courier.app.changes.leaveOutFiles(id)
  await courier.until(id, 'sent')
  expect([await attachedTo(id), courier.record(id)?.steps]).toEqual([[], []])
  await expect(courier.app.changes.leaveOutFiles(id)).rejects.toMatchObject({ code: 'input-invalid' })
})
