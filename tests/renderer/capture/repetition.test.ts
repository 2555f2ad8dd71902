import { expect, test } from 'vitest'
import { parsed, windowWith, type Answers } from './support.ts'

const repeating: Answers = {
  'capture.parse': ({ text }) => parsed(text, text.startsWith('every') ? { recurring: true } : {}),
  'settings.change': () => null as never,
}

const newTo = (answers: Answers = {}) => {
  const window = windowWith({ ...repeating, ...answers })
  window.repetition.follow({ toldOfRepetition: false })
  return window
}

test('a text that comes again and again is told where repetition is set', async () => {
  const { field, repetition } = newTo()
  await field.type('every Monday report')
  expect(repetition.isShown).toBe(true)
  await field.type('Monday report')
  expect(repetition.isShown).toBe(false)
})

test('until it is known whether it was said it stays away', async () => {
  const { field, repetition } = windowWith(repeating)
  await field.type('every Monday report')
  expect(repetition.isShown).toBe(false)
})

test('saved with it in sight, it is never said again', async () => {
  const { field, control, repetition, asked } = newTo()
  await field.type('every Monday report')
  await control.save('hide')
  await field.type('every Tuesday call')
  expect(repetition.isShown).toBe(false)
  expect(asked('settings.change')).toEqual([{ toldOfRepetition: true }])
})

test('what was not saved, or does not come again, settles nothing', async () => {
  const refused = newTo({
    'capture.save': () => {
      throw { code: 'capture-not-kept' }
    },
  })
  await refused.field.type('every Monday report')
  await refused.control.save('hide')
  expect(refused.repetition.isShown).toBe(true)

  const { field, control, asked } = newTo()
  await field.type('report')
  await control.save('hide')
  expect(asked('settings.change')).toEqual([])
})

test('where it cannot be kept it is still said once only', async () => {
  const { field, control, repetition } = newTo({
    'settings.change': () => {
      throw { code: 'disk-full' }
    },
  })
  await field.type('every Monday report')
  await control.save('hide')
  await field.type('every Tuesday call')
  expect(repetition.isShown).toBe(false)
})
