import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startDemoPortal, type DemoPortal } from '../../electron/demo/portal.ts'
import type { Capture } from '../../electron/model.ts'
import { readHeld } from './portal/held.ts'
import { lineOf, reckon, sum, type Claim, type Evidence } from './reckoning.ts'
import type { Thought } from './thoughts.ts'

let portal: DemoPortal
beforeEach(async () => {
  portal = await startDemoPortal({ file: null, key: 'a key for reckoning' })
})
afterEach(() => portal.close())

async function call(method: string, params: object): Promise<unknown> {
  const reply = await fetch(`${portal.webhook}${method}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(params),
  })
  return ((await reply.json()) as { result: unknown }).result
}

async function addTask(fields: Record<string, unknown>): Promise<number> {
  const { task } = (await call('tasks.task.add', { fields: { RESPONSIBLE_ID: 1, ...fields } })) as {
    task: { id: string }
  }
  return Number(task.id)
}

const mark = 'zqaaaaaab'
const thought: Thought = { mark, text: `Read ${mark}`, ending: null, tags: [], checklist: [], file: null }
const claimOf = (more: Partial<Claim> = {}): Claim => ({ thought, told: 'saved', undo: 'not-asked', ...more })
const entry = (more: Partial<Capture> = {}): Capture => ({
  id: 'an id',
  text: thought.text,
  title: thought.text,
  deadline: null,
  priority: null,
  capturedAt: '2026-01-01T10:00:00Z',
  state: 'sent',
  steps: [],
  attachments: [],
  taskId: 1,
  completed: false,
  portal: 'p',
  problem: null,
  candidates: [],
  ...more,
})
const nothing: Evidence = {
  claims: [],
  drafts: [],
  offeredAgain: [],
  sent: [],
  tasks: [],
  drive: [],
  wiped: [],
  leaks: [],
}
const found = async (evidence: Partial<Evidence>) =>
  reckon({ ...nothing, ...(await readHeld(portal.webhook)), ...evidence }).findings.map(
    ({ kind, what }) => `${kind}: ${what}`,
  )

describe('a capture that was told as saved', () => {
  test('is in order where Sent and the portal agree', async () => {
    const taskId = await addTask({ TITLE: thought.text })
    expect(await found({ claims: [claimOf()], sent: [entry({ taskId })] })).toEqual([])
  })

  test('is cut where the end of its title is in no task', async () => {
    const long = { ...thought, text: `${thought.text} ${'and so on '.repeat(40)}end`, ending: 'end' }
    const taskId = await addTask({ TITLE: long.text })
    const sent = [entry({ taskId, text: long.text })]
    expect(await found({ claims: [claimOf({ thought: long })], sent })).toEqual([
      'cut: the end of its title is nowhere',
    ])
  })

  test('is lost where a task is gone that Sent tells of', async () => {
    const taskId = await addTask({ TITLE: thought.text })
    await call('tasks.task.delete', { taskId })
    expect(await found({ claims: [claimOf()], sent: [entry({ taskId })] })).toEqual([
      'lost: told as sent, and no task',
      'misreported: told as sent, and there is no task',
    ])
  })

  test('is lost where nobody knows of it', async () => {
    expect(await found({ claims: [claimOf()] })).toEqual(['lost: neither a task nor told of in Sent'])
  })

  test('is not lost while Sent tells that it waits', async () => {
    expect(await found({ claims: [claimOf()], sent: [entry({ state: 'waiting', taskId: null })] })).toEqual(
      [],
    )
  })

  test('is doubled where there are two tasks', async () => {
    const taskId = await addTask({ TITLE: thought.text })
    await addTask({ TITLE: thought.text })
    expect(await found({ claims: [claimOf()], sent: [entry({ taskId })] })).toEqual(['doubled: 2 tasks'])
  })

  test('is known by the mark in its description where its words are those of another', async () => {
    const taskId = await addTask({ TITLE: 'Same words', DESCRIPTION: `Known by ${mark}` })
    const twin = { ...thought, text: `Same words\nKnown by ${mark}` }
    const sent = [entry({ taskId, text: twin.text })]
    expect(await found({ claims: [claimOf({ thought: twin })], sent })).toEqual([])
  })

  test('is misreported where Sent says that it waits, and the task is there', async () => {
    await addTask({ TITLE: thought.text })
    expect(await found({ claims: [claimOf()], sent: [entry({ state: 'waiting', taskId: null })] })).toEqual([
      'misreported: told as waiting, and the task is there',
    ])
  })

  test('is misreported where Sent has another task for it', async () => {
    const taskId = await addTask({ TITLE: thought.text })
    expect(await found({ claims: [claimOf()], sent: [entry({ taskId: taskId + 1 })] })).toEqual([
      'misreported: told as another task',
    ])
  })

  test('is misreported where a tag or an item is missing', async () => {
    const taskId = await addTask({ TITLE: thought.text, TAGS: ['one'] })
    const rich = { ...thought, tags: ['one', 'two'], checklist: ['first'] }
    expect(await found({ claims: [claimOf({ thought: rich })], sent: [entry({ taskId })] })).toEqual([
      'misreported: told as sent, and tags are missing',
      'misreported: told as sent, and items of the checklist are missing',
    ])
  })

  test('is doubled where an item of its checklist is there twice', async () => {
    const taskId = await addTask({ TITLE: thought.text })
    const root = await call('task.checklistitem.add', { TASKID: taskId, FIELDS: { TITLE: 'List' } })
    for (let times = 0; times < 2; times++) {
      await call('task.checklistitem.add', { TASKID: taskId, FIELDS: { TITLE: 'first', PARENT_ID: root } })
    }
    const rich = { ...thought, checklist: ['first'] }
    expect(await found({ claims: [claimOf({ thought: rich })], sent: [entry({ taskId })] })).toEqual([
      'doubled: items of the checklist',
    ])
  })

  test('is misreported where its file is missing, and where it is not in its stage', async () => {
    const taskId = await addTask({ TITLE: thought.text })
    const attachments = [{ id: 'a', name: 'a.txt', size: 1 }]
    const steps = [{ name: 'stage' as const, state: 'done' as const, done: 1, of: 1, problem: null }]
    expect(await found({ claims: [claimOf()], sent: [entry({ taskId, attachments, steps })] })).toEqual([
      'misreported: told as sent, and files are missing',
      'misreported: told as sent, and not in its stage',
    ])
  })
})

test('a file that lies on the Drive twice is doubled', async () => {
  const [drive] = (await call('disk.storage.getlist', {})) as [{ ID: string }]
  for (let times = 0; times < 2; times++) {
    const fileContent = [`${mark}.txt`, Buffer.from('all of it').toString('base64')]
    const data = { NAME: `${mark}.txt` }
    await call('disk.storage.uploadfile', { id: drive.ID, data, fileContent, generateUniqueName: true })
  }
  expect(await found({})).toEqual(['doubled: 2 copies of its file'])
})

test('what was taken back is misreported where its task is there, or Sent tells it as sent', async () => {
  const taskId = await addTask({ TITLE: thought.text })
  const claims = [claimOf({ undo: 'saved' })]
  expect(await found({ claims, sent: [entry({ state: 'undone', taskId })] })).toEqual([
    'misreported: told as undone, and the task is there',
  ])
  expect(await found({ claims, sent: [entry({ taskId })] })).toEqual([
    'misreported: taken back, and told as sent',
  ])
})

test('a capture that the kill has cut off may be there or not, but is told of where it is', async () => {
  const cut = [claimOf({ told: 'cut' })]
  expect(await found({ claims: cut })).toEqual([])
  const taskId = await addTask({ TITLE: thought.text })
  expect(await found({ claims: cut, sent: [entry({ taskId })] })).toEqual([])
  expect(await found({ claims: cut })).toEqual(['misreported: a task, and Sent knows nothing of it'])
})

test('what was told as not saved must not be there', async () => {
  const claims = [claimOf({ told: 'not-saved' })]
  expect(await found({ claims })).toEqual([])
  expect(await found({ claims, sent: [entry({ state: 'waiting', taskId: null })] })).toEqual([
    'misreported: told as not saved, and it is there',
  ])
})

test('a draft that was on disk is lost where it does not come back, and misreported where it was sent', async () => {
  const draft = { mark, kept: true, back: false, saved: false }
  expect(await found({ drafts: [draft] })).toEqual(['lost: a draft that was on disk'])
  await addTask({ TITLE: thought.text })
  expect(await found({ drafts: [{ ...draft, back: true }] })).toEqual([
    'misreported: a draft that nobody saved',
  ])
})

test('what was saved and stands in the field all the same is misreported', async () => {
  expect(await found({ offeredAgain: [mark] })).toEqual(['misreported: saved, and still a draft'])
})

test('an account that is gone is wiped, and a secret in a file leaked', async () => {
  expect(await found({ wiped: ['an account'], leaks: ['data folder: log'] })).toEqual([
    'accounts wiped: gone, or without its keys',
    'leaked: a secret was left behind',
  ])
})

test('a task that nobody captured is misreported', async () => {
  await addTask({ TITLE: 'Read zqzzzzzzz' })
  expect(await found({})).toEqual(['misreported: nobody captured this'])
})

test('the last line counts every thought once for each kind', () => {
  const taskless = reckon({ ...nothing, claims: [claimOf()] })
  const told = reckon({ ...nothing, claims: [claimOf()], sent: [entry()] })
  expect(lineOf(sum([taskless, told]))).toBe(
    'captured 2, delivered 0, lost 1, doubled 0, cut 0, leaked 0, misreported 1, accounts wiped 0',
  )
})
