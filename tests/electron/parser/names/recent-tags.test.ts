import { expect, test } from 'vitest'
import { createRecentTags } from '../../../../electron/parser/names/recent-tags.ts'
import { parsedAs } from '../../outbox/support.ts'

const used = (...tags: string[]) => ({ parsed: parsedAs('t', { tags }) })

test('the last used tag comes first, each once whatever its case', () => {
  const tags = createRecentTags(() => [used('call', 'offer'), used('Звонок'), used('CALL')])
  expect(tags.list()).toEqual(['CALL', 'Звонок', 'offer'])
})

test('there are never too many to look through', () => {
  const many = Array.from({ length: 1_000 }, (_, at) => used(`tag${at}`))
  expect(createRecentTags(() => many).list()).toHaveLength(200)
})

test('the list is the same until there is another capture', () => {
  const records = [used('call')]
  const tags = createRecentTags(() => records)
  const before = tags.list()
  expect(tags.list()).toBe(before)
  records.push(used('offer'))
  tags.refresh()
  expect(tags.list()).toEqual(['offer', 'call'])
})
