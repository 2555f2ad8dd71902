import { expect, test } from 'vitest'
import { createAccountNotes } from '../../../electron/store/accounts.ts'

const anna = {
  id: 'a',
  kind: 'webhook' as const,
  origin: 'https://a.example',
  userId: 1,
  userName: 'Anna',
}
const later = { id: 'b', kind: 'passkey', origin: 'https://b.example', key: 'not known here' }

test('an account of a kind that only a later version knows stays in the file through every change', () => {
  const file = { store: { accounts: [later, anna], currentId: 'b' } as Record<string, unknown> }
  const notes = createAccountNotes(file)
  expect(notes.all()).toEqual([anna])
  notes.keep({ ...anna, userName: 'Anna P.' })
  notes.keep({ ...anna, id: 'c' })
  notes.choose('c')
  notes.forget('a')
  expect(file.store['accounts']).toEqual([later, { ...anna, id: 'c' }])
})
