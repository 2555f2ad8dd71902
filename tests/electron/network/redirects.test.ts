import { expect, test } from 'vitest'
import { readRedirect } from '../../../electron/network/redirects.ts'

const path = '/rest/7/a1b2c3/profile'
const at = (origin: string) => ({ origin, path })

test.each([
  ['https://old.bitrix24.com', `https://new.bitrix24.com${path}`, 'renamed'],
  ['https://old.bitrix24.com', `//new.bitrix24.com${path}`, 'renamed'],
  ['https://old.bitrix24.com.br', `https://new.bitrix24.com.br${path}`, 'renamed'],
  ['https://old.bitrix24.com', `https://new.bitrix24.ru${path}`, 'elsewhere'],
  ['https://old.bitrix24.com', `https://new.bitrix24.com.evil.example${path}`, 'elsewhere'],
  ['https://old.bitrix24.com', `https://a.b.bitrix24.com${path}`, 'elsewhere'],
  ['https://old.bitrix24.com', `https://new.bitrix24.com:8443${path}`, 'elsewhere'],
  ['https://old.bitrix24.com', `https://crm.company.example${path}`, 'elsewhere'],
  ['https://portal.company.example', `https://portal.other.example${path}`, 'elsewhere'],
  ['https://portal.company.example', `http://portal.company.example${path}`, 'insecure'],
  ['https://portal.company.example', `http://127.0.0.1:5000${path}`, 'insecure'],
  ['https://portal.company.example', `ftp://portal.company.example${path}`, 'insecure'],
  ['https://portal.company.example', 'http://', 'insecure'],
  ['http://127.0.0.1:1', `http://127.0.0.1:2${path}`, 'elsewhere'],
  ['http://127.0.0.1:1', `http://example.org${path}`, 'insecure'],
  ['https://portal.company.example', 'https://sso.company.example/adfs/ls/?wa=wsignin1.0', 'page'],
  ['https://old.bitrix24.com', 'https://new.bitrix24.com/', 'page'],
  ['https://portal.company.example', '/auth/', 'page'],
  ['https://portal.company.example', `https://user@portal.other.example${path}`, 'page'],
  ['http://portal.local', 'http://hotspot.example/login', 'plain-page'],
])('%s that answers with %s: %s', (origin, location, kind) => {
  expect(readRedirect(location, at(origin)).kind).toBe(kind)
})

test('of the address nothing but host and origin is kept', () => {
  const redirect = readRedirect(
    `https://portal.other.example${path}?auth=s3cret`,
    at('https://portal.example'),
  )
  expect(redirect).toEqual({
    kind: 'elsewhere',
    host: 'portal.other.example',
    origin: 'https://portal.other.example',
  })
})
