import { expect, test } from 'vitest'
import { parseCapture } from '../../../../electron/parser/parse.ts'
import { context } from '../../../support/app/captures.ts'

const parse = (text: string, portal = 'team.bitrix24.com', plain = [] as { from: number; to: number }[]) =>
  parseCapture(text, { ...context, portal, plain })
const site = 'https://team.bitrix24.com'

test.each([
  [`Call back ${site}/crm/deal/details/5/`, 'D_5'],
  [`Call back ${site}/crm/lead/details/7`, 'L_7'],
  [`${site}/crm/contact/details/3/?IFRAME=Y&x=1 Call back`, 'C_3'],
  [`Call ${site}/crm/company/show/4/#tab, back`, 'CO_4'],
  [`Call back HTTPS://TEAM.bitrix24.com/crm/deal/details/5/`, 'D_5'],
])('a link to the portal’s CRM binds the task and leaves the title: %s', (text, id) => {
  const { crm, title, spans } = parse(text)
  expect(crm?.map((link) => link.id)).toEqual([id])
  expect(title.replace(',', '')).toMatch(/^Call( back)?( back)?$/)
  expect(spans.map(({ kind }) => kind)).toEqual(['crm'])
})

test.each([
  ['another portal', 'Call https://other.bitrix24.com/crm/deal/details/5/'],
  ['a portal whose name only ends so', 'Call https://myteam.bitrix24.com/crm/deal/details/5/'],
  ['a host that only begins so', 'Call https://team.bitrix24.com.evil.example/crm/deal/details/5/'],
  ['a list of deals', `Call ${site}/crm/deal/`],
  ['a page below', `Call ${site}/crm/deal/details/5/edit/`],
  ['something else of CRM', `Call ${site}/crm/invoice/details/5/`],
])('%s stays text', (_what, text) => {
  const { crm, title } = parse(text)
  expect([crm, title]).toEqual([undefined, text])
})

test('several links bind to all of them, each once', () => {
  const text = `Call ${site}/crm/deal/details/5/ ${site}/crm/lead/details/5/ ${site}/crm/deal/details/5/`
  expect(parse(text)).toMatchObject({ title: 'Call', crm: [{ id: 'D_5' }, { id: 'L_5' }] })
})

test('a link that was turned back into text stays text', () => {
  const text = `Call ${site}/crm/deal/details/5/`
  const { crm, title } = parse(text, 'team.bitrix24.com', [{ from: 5, to: text.length }])
  expect([crm, title]).toEqual([undefined, text])
})

test('a portal with a port and signs of patterns in its name is taken by the letter', () => {
  expect(parse('Call http://127.0.0.1:8024/crm/deal/details/5/', '127.0.0.1:8024').crm).toHaveLength(1)
  expect(parse('Call http://127a0b0c1:8024/crm/deal/details/5/', '127.0.0.1:8024').crm).toBeUndefined()
})
