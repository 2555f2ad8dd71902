import { request } from 'node:http'
import { describe, expect, test } from 'vitest'
import { createPageSessions } from '../../../../electron/demo/http/page-sessions.ts'
import { addTask, browse, startPortal, v2 } from '../support.ts'

describe('web pages', () => {
  test('a task shows what it is, where it belongs and when it is due', async () => {
    const portal = await startPortal()
    const response = await (await browse(portal))('/company/personal/user/1/tasks/task/view/9/')
    const page = await response.text()
    expect(response.status).toBe(200)
    for (const text of [
      'Call John about the Northwind contract',
      'Alex Volkov',
      'Продажи и клиенты',
      'Today',
      'High',
      '#call',
    ]) {
      expect(page).toContain(text)
    }
  })

  test('the link of a task in a project leads to its page', async () => {
    const portal = await startPortal()
    const id = await addTask(portal, { groupId: 1, title: 'In a project' })
    const response = await (await browse(portal))(`/workgroups/group/1/tasks/task/view/${id}/`)
    expect(await response.text()).toContain('<h1>In a project</h1>')
  })

  test('texts stay texts, and nothing may run', async () => {
    const portal = await startPortal()
    const hostile = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
    const id = await addTask(portal, { title: hostile, description: hostile })
    await v2(portal, 'task.stages.update', { id: 1, fields: { TITLE: hostile } })
    const get = await browse(portal)
    for (const path of ['/', `/company/personal/user/1/tasks/task/view/${id}/`]) {
      const response = await get(path)
      const page = await response.text()
      expect(page).not.toMatch(/<script|<img/)
      expect(page).toContain('&lt;script&gt;')
      const policy = response.headers.get('content-security-policy') ?? ''
      expect(policy).toContain("default-src 'none'")
      expect(policy).not.toContain('unsafe')
    }
  })

  test.each([
    '/company/personal/user/1/tasks/task/view/999/',
    '/nonsense',
    '/%E0%A4%A',
    '/company/',
    '//',
    '/favicon.ico',
  ])('%s is a friendly 404', async (path) => {
    const response = await (await browse(await startPortal()))(path)
    const page = await response.text()
    expect(response.headers.get('content-type')).toContain('text/html')
    if (path === '//') expect(response.status).toBe(200)
    else expect([response.status, page.includes('Nothing here')]).toEqual([404, true])
  })

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('%s is not answered', async (method) => {
    const response = await fetch((await startPortal()).url, { method })
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  })

  test.each([
    ['127.0.0.1', 404],
    ['localhost:8024', 404],
    ['[::1]:1', 404],
    ['evil.example', 403],
    ['127.0.0.1.evil.example', 403],
    ['localhost:x', 403],
  ])('under the name %s it answers %i', async (host, status) => {
    const { url } = await startPortal()
    const answered = await new Promise((resolve, reject) => {
      const asked = request(`${url}/nothing`, { headers: { host } }, (response) => {
        response.resume()
        resolve(response.statusCode)
      })
      asked.on('error', reject).end()
    })
    expect(answered).toBe(status)
  })
})

describe('another user of the computer', () => {
  const paths = [
    '/',
    '/company/personal/user/1/tasks/task/view/9/',
    '/company/personal/user/1/tasks/task/view/999/',
  ]

  test.each(paths)('sees nothing of %s', async (path) => {
    const response = await fetch((await startPortal()).url + path)
    expect([response.status, await response.text()]).toEqual([
      403,
      expect.not.stringMatching(/Northwind|Today/),
    ])
  })

  test('cannot use an invitation again', async () => {
    const portal = await startPortal()
    const address = portal.pageAddress('/')
    expect((await fetch(address, { redirect: 'manual' })).status).toBe(302)
    expect((await fetch(address, { redirect: 'manual' })).status).toBe(403)
  })

  test('cannot use one that the browser has left lying about for a minute', async () => {
    let time = 0
    const sessions = createPageSessions(() => time)
    const ticket = new URL(sessions.invite('/'), 'http://portal').searchParams.get('ticket') ?? ''
    time = 60_001
    expect(sessions.enter(ticket)).toBeNull()
  })

  test.each(['', 'portal-1=x', 'a=b; portal-00000000=guess'])(
    'is not let in by the cookie “%s”',
    async (cookie) => {
      expect((await fetch((await startPortal()).url, { headers: { cookie } })).status).toBe(403)
    },
  )
})

test('a browser that was invited is led to the page, and its cookie stays from scripts and other sites', async () => {
  const portal = await startPortal()
  const path = '/company/personal/user/1/tasks/task/view/9/'
  const { headers } = await fetch(portal.pageAddress(path), { redirect: 'manual' })
  expect(headers.get('location')).toBe(path)
  expect(headers.get('set-cookie')).toMatch(
    /^portal-[0-9a-f]{8}=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
  )
})
