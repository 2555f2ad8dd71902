import { expect, test } from 'vitest'
import { translate } from '../../../renderer/shared/translate.ts'

const russian = {
  task: {
    count_one: '{{count}} задача',
    count_few: '{{count}} задачи',
    count_many: '{{count}} задач',
    count_other: '{{count}} задачи',
  },
  offline: 'Нет связи',
  offline_subject: 'Нет связи с {{subject}}',
}

test.each([
  [0, '0 задач'],
  [1, '1 задача'],
  [2, '2 задачи'],
  [5, '5 задач'],
  [11, '11 задач'],
  [21, '21 задача'],
  [1.5, '1.5 задачи'],
])('%d in Russian is %s', (count, sentence) => {
  expect(translate(russian, 'ru', 'task.count', { count })).toBe(sentence)
})

test('a context picks its own wording', () => {
  expect(translate(russian, 'ru', 'offline', { context: 'subject', subject: 'порталом' })).toBe(
    'Нет связи с порталом',
  )
})

test('without its own wording a context gets the plain one', () => {
  expect(translate({ a: 'A' }, 'en', 'a', { context: 'subject', subject: 'x' })).toBe('A')
})

test('braces in a value stay as they are', () => {
  expect(translate({ a: '{{one}} {{two}}' }, 'en', 'a', { one: '{{two}}', two: 'x' })).toBe('{{two}} x')
})

test('a hole that nobody filled stays to be seen', () => {
  expect(translate({ a: '{{name}}' }, 'en', 'a')).toBe('{{name}}')
})

test.each(['nothing', 'task', 'offline.deeper', 'constructor', '__proto__.toString', ''])(
  'there is no %j',
  (path) => {
    expect(translate(russian, 'ru', path)).toBeNull()
  },
)

test('a value cannot turn the words around it', () => {
  expect(translate({ a: 'Delete “{{title}}”?' }, 'en', 'a', { title: '\u202Egpj.exe\u2067' })).toBe(
    'Delete “gpj.exe”?',
  )
})
