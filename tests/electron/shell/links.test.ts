import { sep } from 'node:path'
import { expect, test } from 'vitest'
import { openOnPortal } from '../../../electron/shell/links.ts'
import { fileBelow } from '../../../electron/shell/pages.ts'
import { localeOf } from '../../../electron/shell/words.ts'

const portal = 'https://team.bitrix24.com'

test('a page of the portal opens', async () => {
  const opened: string[] = []
  await openOnPortal('/company/personal/user/1/tasks/task/view/7/', portal, (url) =>
    Promise.resolve(void opened.push(url)),
  )
  expect(opened).toEqual([`${portal}/company/personal/user/1/tasks/task/view/7/`])
})

test.each([
  'javascript:alert(1)',
  'file:///etc/passwd',
  'https://evil.example/',
  '//evil.example/',
  'https://team.bitrix24.com@evil.example/',
  'https://user@team.bitrix24.com/',
  'http://team.bitrix24.com/',
])('%s does not open', async (link) => {
  const open = () => Promise.reject(new Error('opened'))
  await expect(openOnPortal(link, portal, open)).rejects.toMatchObject({ code: 'link-refused' })
})

test.each([
  ['app://main/main/index.html', `${sep}pages${sep}main${sep}index.html`],
  ['app://main/../secret', `${sep}pages${sep}secret`],
  ['app://main/%2e%2e/secret', `${sep}pages${sep}secret`],
  ['app://main/..%2fsecret', null],
  ['app://main/%2e%2e%2f%2e%2e%2fetc/passwd', null],
  ['app://main/main%00.html', null],
  ['app://main/%', null],
  ['app://elsewhere/main/index.html', null],
])('%s names the file %s', (address, file) => {
  expect(fileBelow(`${sep}pages`, new URL(address))).toBe(file)
})

test.each([
  ['system', ['ru-RU', 'en-US'], 'ru'],
  ['system', ['de-DE', 'ru'], 'ru'],
  ['system', ['de-DE'], 'en'],
  ['system', [], 'en'],
  ['ru', ['en-US'], 'ru'],
] as const)('language %s on a system that speaks %j is %s', (chosen, system, locale) => {
  expect(localeOf(chosen, system)).toBe(locale)
})
