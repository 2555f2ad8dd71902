import { expect, test } from 'vitest'
import { parseCapture } from '../../electron/parser/parse.ts'
import { startCourier, thought } from '../electron/outbox/support.ts'

const marks = (text: string) => [...text.matchAll(/mark\d+/g)].map(([mark]) => mark)

/** Words that are counted, with emoji among them, which a portal stores ten letters long. */
const longTitle = Array.from({ length: 60 }, (_, at) => `mark${at}${at % 5 === 0 ? ' 😀' : ''}`).join(' ')

test.each([
  ['REST 3.0', true, false],
  ['the old API', false, false],
  ['the old API, with every answer to creating lost', false, true],
])('a long title loses no word and makes one task over %s', async (_name, rest3, losesAnswers) => {
  const courier = await startCourier({ rest3 })
  try {
    let lost = 0
    courier.break(({ method }) =>
      losesAnswers && method === 'tasks.task.add' && lost++ < 1 ? { kind: 'reset-after' } : undefined,
    )
    const parsed = parseCapture(longTitle, {
      now: new Date(),
      zone: 'Europe/Moscow',
      locale: 'en',
      endOfDay: '19:00',
      workdays: [1, 2, 3, 4, 5],
      directory: { people: [], projects: [], stages: [] },
      plain: [],
    })
    const id = await courier.send(thought(parsed.title, parsed))
    await courier.until(id, 'sent')
    const tasks = await courier.tasksNamed(parsed.title)
    const { task } = (await courier.call('tasks.task.get', {
      taskId: courier.record(id)?.taskId,
      select: ['ID', 'TITLE', 'DESCRIPTION'],
    })) as { task: { title: string; description: string } }
    expect(tasks.length).toBeLessThanOrEqual(1)
    expect(marks(`${task.title} ${task.description}`)).toEqual(marks(longTitle))
  } finally {
    await courier.close()
  }
})
