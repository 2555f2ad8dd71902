import { describe, expect, test } from 'vitest'
import { AppError } from '../../../../electron/errors.ts'
import { parseWebhook, portalHost } from '../../../../electron/bitrix/rest/webhook.ts'

const code = 'a1b2c3d4e5f6g7h8'
const expected = { origin: 'https://team.bitrix24.com', userId: 7, code }

describe('the address of a webhook is understood', () => {
  test.each([
    ['as the portal shows it', `https://team.bitrix24.com/rest/7/${code}/`],
    ['without the last slash', `https://team.bitrix24.com/rest/7/${code}`],
    ['with a method', `https://team.bitrix24.com/rest/7/${code}/profile`],
    ['with a method and .json', `https://team.bitrix24.com/rest/7/${code}/task.stages.get.json`],
    ['with a query', `https://team.bitrix24.com/rest/7/${code}/profile.json?a=1#b`],
    ['of the other API', `https://team.bitrix24.com/rest/api/7/${code}/tasks.task.add`],
    ['with spaces and line ends around', `\n\t https://team.bitrix24.com/rest/7/${code}/ \r\n`],
    ['in straight quotes', `"https://team.bitrix24.com/rest/7/${code}/"`],
    ['in curly quotes', `“https://team.bitrix24.com/rest/7/${code}”`],
    ['in Russian quotes', `«https://team.bitrix24.com/rest/7/${code}»`],
    ['in backticks', `\`https://team.bitrix24.com/rest/7/${code}\``],
    ['in angle brackets', `<https://team.bitrix24.com/rest/7/${code}/>`],
    ['inside a sentence', `my webhook: https://team.bitrix24.com/rest/7/${code}, thanks`],
    ['without a scheme', `team.bitrix24.com/rest/7/${code}/`],
    ['with the scheme left to the page', `//team.bitrix24.com/rest/7/${code}/`],
    ['with an upper-case host', `HTTPS://TEAM.Bitrix24.COM/rest/7/${code}/`],
    ['with a doubled slash', `https://team.bitrix24.com/rest//7/${code}/`],
    ['broken over two lines', `https://team.bitrix24.com/rest/\n7/${code}/`],
    ['with an invisible mark in front', `\ufeffhttps://team.bitrix24.com/rest/7/${code}/`],
    ['with the usual port', `https://team.bitrix24.com:443/rest/7/${code}/`],
  ])('%s', (_name, pasted) => {
    expect(parseWebhook(pasted)).toEqual(expected)
  })

  test.each([
    [`https://crm.example.org:8443/rest/1/${code}/`, 'https://crm.example.org:8443', 'crm.example.org:8443'],
    [`http://localhost:5000/rest/1/${code}/`, 'http://localhost:5000', 'localhost:5000'],
    [`http://127.0.0.1:5000/rest/1/${code}/`, 'http://127.0.0.1:5000', '127.0.0.1:5000'],
    [`http://127.8.9.1/rest/1/${code}/`, 'http://127.8.9.1', '127.8.9.1'],
    [`http://[::1]:5000/rest/1/${code}/`, 'http://[::1]:5000', '[::1]:5000'],
    [`https://портал.рф/rest/1/${code}/`, 'https://xn--80awhdgm.xn--p1ai', 'портал.рф'],
    [`https://crm_old.example.org/rest/1/${code}/`, 'https://crm_old.example.org', 'crm_old.example.org'],
    [`https://portal/rest/1/${code}/`, 'https://portal', 'portal'],
    [`https://[fd00::1]:8443/rest/1/${code}/`, 'https://[fd00::1]:8443', '[fd00::1]:8443'],
    [`https://intranet/portal/rest/1/${code}/`, 'https://intranet/portal', 'intranet/portal'],
    [`https://intranet/a/b/rest/api/1/${code}/tasks.task.add`, 'https://intranet/a/b', 'intranet/a/b'],
  ])('and its portal is named: %s', (pasted, origin, host) => {
    expect(parseWebhook(pasted).origin).toBe(origin)
    expect(portalHost(origin)).toBe(host)
  })
})

describe('what is no webhook is refused', () => {
  test.each([
    ['', undefined],
    ['   ', undefined],
    ['buy milk', undefined],
    [code, undefined],
    ['https://team.bitrix24.com', 'team.bitrix24.com'],
    ['https://team.bitrix24.com/rest/', 'team.bitrix24.com'],
    ['https://team.bitrix24.com/rest/7/', 'team.bitrix24.com'],
    [`https://team.bitrix24.com/rest/anna/${code}/`, 'team.bitrix24.com'],
    [`https://team.bitrix24.com/rest/0/${code}/`, 'team.bitrix24.com'],
    [`https://team.bitrix24.com/rest/99999999999999999999/${code}/`, 'team.bitrix24.com'],
    [`https://team.bitrix24.com/company/7/${code}/`, 'team.bitrix24.com'],
    [`https://team.bitrix24.com@elsewhere.example/rest/7/${code}/`, undefined],
    [`ftp://team.bitrix24.com/rest/7/${code}/`, undefined],
    [`javascript:alert(1)//rest/7/${code}/`, undefined],
    ['https://[::1', undefined],
  ])('%j', (pasted, subject) => {
    expect(problemOf(pasted)).toEqual({ code: 'webhook-malformed', subject })
  })

  test.each(['team.bitrix24.com', '128.0.0.1', 'localhost.example.org', '[::2]'])(
    'plain http to %s is refused by name',
    (host) => {
      expect(problemOf(`http://${host}/rest/7/${code}/`)).toEqual({ code: 'webhook-insecure', subject: host })
    },
  )
})

describe('plain http to an address of a private network', () => {
  const pasted = `http://10.0.0.5:8080/rest/7/${code}/`

  test('is refused with words of its own as long as nobody has agreed', () => {
    expect(problemOf(pasted)).toEqual({ code: 'plain-http-private', subject: '10.0.0.5:8080' })
  })

  test('is taken after somebody has agreed', () => {
    expect(parseWebhook(pasted, () => true).origin).toBe('http://10.0.0.5:8080')
  })
})

function problemOf(pasted: string) {
  try {
    return parseWebhook(pasted)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    expect(`${error.message} ${error.stack} ${JSON.stringify(error)}`).not.toContain(code)
    return { code: error.code, subject: error.subject }
  }
}
