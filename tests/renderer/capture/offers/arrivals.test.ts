import { expect, test, vi } from 'vitest'
import { press } from '../../../../renderer/capture/field/press.ts'
import { capture, windowWith } from '../support.ts'

const link = 'https://example.com/page'
const nothing = { link: null, text: null }
const door = (text: string) => ({ link: null, text: { text, from: 'program' as const } })
const asking = (text: string) => ({ link: null, text: { text, from: 'link' as const } })
/** A main process that puts one draft aside, as the real one does. */
function oneAside(text: string) {
  let aside = { text: '', plain: [], attachments: [] }
  return {
    'draft.set-aside': () => {
      aside = { text, plain: [], attachments: [] }
      return { text: '', plain: [], attachments: [] }
    },
    'draft.bring-back': () => aside,
  }
}

test('an address on the clipboard is offered, and put in only when it is wanted', async () => {
  const { control, arrivals, field, draft } = windowWith()
  await field.type('Read')
  await control.show({ link, text: null })
  expect([arrivals.link, draft.text]).toEqual([link, 'Read'])
  control.addLink()
  expect([arrivals.link, draft.text]).toEqual([null, `Read ${link}`])
})

test('an address that was not wanted is not offered again', async () => {
  const { control, arrivals } = windowWith()
  await control.show({ link, text: null })
  arrivals.settleLink()
  await control.show({ link, text: null })
  expect(arrivals.link).toBeNull()
})

test('an address that is in the text already is not offered', async () => {
  const { control, arrivals, field } = windowWith()
  await field.type(`Read ${link}`)
  await control.show({ link, text: null })
  expect(arrivals.link).toBeNull()
})

test('the text of a door is in the field', async () => {
  const { control, draft } = windowWith()
  await control.show(door('From a door'))
  expect(draft.text).toBe('From a door')
})

test('a draft that was there before comes back after the door’s text is saved', async () => {
  const { control, draft, field } = windowWith(oneAside('My draft'))
  await field.type('My draft')
  await control.show(door('From a door'))
  expect(draft.text).toBe('From a door')
  await control.save('hide')
  expect(draft.text).toBe('My draft')
})

test('throwing the door’s text away brings the draft back', async () => {
  const { control, draft, field } = windowWith(oneAside('My draft'))
  await field.type('My draft')
  await control.show(door('From a door'))
  await control.discard()
  expect(draft.text).toBe('My draft')
})

test('a second door does not overwrite the first', async () => {
  const { control, draft, field } = windowWith(oneAside('My draft'))
  await field.type('My draft')
  await control.show(door('One'))
  await control.show(door('Two'))
  expect(draft.text).toBe('One\nTwo')
  await control.save('hide')
  expect(draft.text).toBe('My draft')
})

test('an earlier capture that was only looked at is no draft', async () => {
  const { control, draft, earlier, asked } = windowWith({ 'captures.list': () => [capture('Older')] })
  await earlier.back()
  await control.show(door('From a door'))
  expect([draft.text, asked('draft.set-aside')]).toEqual(['From a door', []])
})

test('what a link wants is shown, and not saved', async () => {
  const { control, arrivals, asked } = windowWith()
  await control.show(asking('Buy this'))
  expect(arrivals.asked).toBe('Buy this')
  expect(press(control, 'save', true)).toBe(false)
  expect(asked('capture.save')).toEqual([])
})

test('what a link wants is saved when it is agreed to, and the draft is left alone', async () => {
  const { control, draft, field, asked } = windowWith({ 'capture.add': ({ text }) => capture(text) })
  await field.type('My draft')
  await control.show(asking('Buy this'))
  await control.agree()
  expect([asked('capture.add'), asked('capture.hide')]).toEqual([[{ text: 'Buy this' }], [undefined]])
  expect([control.arrivals.asked, draft.text]).toEqual([null, 'My draft'])
})

test('what a link wants is saved once, however often it is agreed to', async () => {
  const { control, asked } = windowWith({ 'capture.add': ({ text }) => capture(text) })
  await control.show(asking('Buy this'))
  await Promise.all([control.agree(), control.agree()])
  await control.agree()
  expect(asked('capture.add')).toEqual([{ text: 'Buy this' }])
})

test('what could not be saved is asked again, with the reason', async () => {
  const { control, arrivals, asked } = windowWith({
    'capture.add': () => {
      throw { code: 'signed-out' }
    },
  })
  await control.show(asking('Buy this'))
  await control.agree()
  expect([arrivals.asked, arrivals.problem]).toEqual(['Buy this', { code: 'signed-out' }])
  expect(asked('capture.hide')).toEqual([])
})

test('Esc refuses a link and hides the window', async () => {
  const { control, arrivals, asked } = windowWith()
  await control.show(asking('Buy this'))
  press(control, 'escape', false)
  expect([arrivals.asked, asked('capture.hide')]).toEqual([null, [undefined]])
})

test('coming up again without a clipboard address offers none', async () => {
  const { control, arrivals } = windowWith()
  await control.show({ link, text: null })
  await control.show(nothing)
  expect(arrivals.link).toBeNull()
})

test('what the window came up with before its page listened is not lost', async () => {
  const { control, arrivals } = windowWith({ 'capture.missed': () => asking('Early bird') })
  control.listen()
  await vi.waitFor(() => expect(arrivals.asked).toBe('Early bird'))
})
