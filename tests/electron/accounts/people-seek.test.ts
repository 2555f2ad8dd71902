import { expect, test } from 'vitest'
import { createPeopleSeek } from '../../../electron/accounts/people-seek.ts'

const anna = { id: 1, name: 'Anna Petrova', position: '' }

function start(answer: (words: string) => Promise<(typeof anna)[]> = () => Promise.resolve([anna])) {
  const asked: string[] = []
  const found: string[] = []
  const missing: unknown[] = []
  const seek = createPeopleSeek({
    search: (_account, words) => {
      asked.push(words)
      return answer(words)
    },
    add: (_account, people) => {
      found.push(...people.map(({ name }) => name))
      return Promise.resolve()
    },
    onMissing: (error) => missing.push(error),
  })
  return { seek, asked, found, missing }
}

test('what was answered is not asked again, nor what an answer had all of', async () => {
  const { seek, asked } = start()
  for (const typed of ['an', 'An ', 'anna', 'anna p']) await seek('a', typed)
  expect(asked).toEqual(['an'])
})

test('an answer that may not hold everybody is asked for more exactly', async () => {
  const { seek, asked } = start((words) => Promise.resolve(words === 'an' ? Array(50).fill(anna) : [anna]))
  for (const typed of ['an', 'ann', 'anna']) await seek('a', typed)
  expect(asked).toEqual(['an', 'ann'])
})

test('of what is typed during a question only the last is asked next', async () => {
  const { seek, asked } = start()
  await Promise.all(['we', 'web', 'webe', 'weber'].map((typed) => seek('a', typed)))
  expect(asked).toEqual(['we'])
  await Promise.all(['pe', 'li', 'ka'].map((typed) => seek('a', typed)))
  expect(asked).toEqual(['we', 'pe', 'ka'])
})

test('one letter asks nobody', async () => {
  const { seek, asked } = start()
  await seek('a', ' a ')
  expect(asked).toEqual([])
})

test('a portal that cannot be asked is asked with the next letter', async () => {
  const { seek, asked, missing } = start(() => Promise.reject(new Error('offline')))
  await seek('a', 'an')
  await seek('a', 'ann')
  expect([asked, missing.length]).toEqual([['an', 'ann'], 2])
})

test('accounts are asked apart', async () => {
  const { seek, asked } = start()
  await seek('a', 'an')
  await seek('b', 'an')
  expect(asked).toEqual(['an', 'an'])
})
