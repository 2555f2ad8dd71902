import { expect, test } from 'vitest'
import { recentTags } from '../../../electron/capture/recent-tags.ts'
import { parsedAs } from './support.ts'

const used = (...tags: string[]) => ({ parsed: parsedAs('t', { tags }) })

test('the last used tag comes first, each once whatever its case', () => {
  expect(recentTags([used('call', 'offer'), used('Звонок'), used('CALL')])).toEqual([
    'CALL',
    'Звонок',
    'offer',
  ])
})

test('there are never too many to look through', () => {
  const many = Array.from({ length: 1_000 }, (_, at) => used(`tag${at}`))
  expect(recentTags(many)).toHaveLength(200)
})
