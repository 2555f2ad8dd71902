import { once } from 'node:events'
import { createServer, request as httpRequest } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { callbackPage } from '../../../../electron/bitrix/oauth/callback-page.ts'
import { waitForCallback } from '../../../../electron/bitrix/oauth/loopback.ts'
import type { Callback } from '../../../../electron/bitrix/oauth/oauth.ts'
import { deferred } from '../../../support/deferred.ts'
import { failureOf, secrets, told } from './oauth-support.ts'

const state = 'the-right-state'
const right = `?code=${secrets.code}&state=${state}&domain=team.bitrix24.com`

test('the right way back is taken, answered with a page, and nobody listens afterwards', async () => {
  const { callback, origin, port } = await waiting()
  const page = await fetch(`${origin}/${right}`, { headers: { 'Accept-Language': 'de' } })
  const text = await page.text()
  expect(text).toContain('You can close this tab')
  expect(text).not.toContain(secrets.code)
  expect(page.headers.get('cache-control')).toBe('no-store')
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(await callback).toMatchObject({ code: secrets.code, state, domain: 'team.bitrix24.com' })
  expect(await isOpen(port)).toBe(false)
})

test('a Russian browser gets a Russian page', async () => {
  const { callback, origin } = await waiting()
  const page = await fetch(`${origin}/${right}`, { headers: { 'Accept-Language': 'ru-RU,ru;q=0.9' } })
  expect(await page.text()).toContain('Вкладку можно закрыть')
  await callback
})

test('a no of the portal’s ends the waiting at once, and the page says so', async () => {
  const { callback, origin, port } = await waiting()
  const page = await fetch(`${origin}/?error=access_denied&state=${state}`)
  expect(await page.text()).toContain('Not signed in')
  expect(await callback).toEqual({ kind: 'declined', error: 'access_denied', state })
  expect(await isOpen(port)).toBe(false)
})

describe('what is not the way back gets its answer and changes nothing', () => {
  test.each([
    ['another state', `/?code=${secrets.code}&state=wrong`, 400],
    ['no state', `/?code=${secrets.code}`, 400],
    ['no code', `/?state=${state}`, 400],
    ['the no of another sign-in', '/?error=access_denied&state=wrong', 400],
    ['a no of nobody', '/?error=access_denied', 400],
    ['a no that is markup', `/?error=<script>&state=${state}`, 400],
    ['another path', `/favicon.ico${right}`, 404],
    ['markup', `/?code=<script>&state=<script>`, 400],
  ])('%s', async (_name, path, status) => {
    const { callback, origin } = await waiting()
    const page = await fetch(origin + path)
    expect(page.status).toBe(status)
    expect(await page.text()).not.toMatch(/<script/)
    await fetch(`${origin}/${right}`)
    expect((await callback).code).toBe(secrets.code)
  })

  test('another method', async () => {
    const { callback, origin } = await waiting()
    expect((await fetch(`${origin}/${right}`, { method: 'POST' })).status).toBe(404)
    await fetch(`${origin}/${right}`)
    await callback
  })

  test('a name that only leads to this computer', async () => {
    const { callback, origin, port } = await waiting()
    expect(await statusFor(port, `/${right}`, `evil.example:${port}`)).toBe(404)
    await fetch(`${origin}/${right}`)
    await callback
  })
})

test('a browser that takes ::1 for this computer is heard as well, where there is such an address', async (context) => {
  if (!(await hasSecondAddress())) return context.skip()
  const { callback, port } = await waiting()
  expect((await fetch(`http://[::1]:${port}/${right}`)).status).toBe(200)
  await callback
})

test('a taken port is told by its number', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo
  const error = await failureOf(waitForCallback({ port, state, timeoutMs: 1000 }))
  expect(error).toMatchObject({ code: 'port-taken', subject: String(port) })
  other.close()
})

test('nobody who comes is told after the time, and the port is free again', async () => {
  let port = 0
  const call = waitForCallback({ port: 0, state, timeoutMs: 20, onListening: (given) => (port = given ?? 0) })
  expect(await failureOf(call)).toMatchObject({ code: 'timed-out', outcome: 'did-not-run' })
  expect(await isOpen(port)).toBe(false)
})

test('who cancels ends the waiting at once, and the port is free again', async () => {
  const stop = new AbortController()
  const { callback, port } = await waiting({ signal: stop.signal })
  stop.abort(new Error('stopped'))
  await expect(callback).rejects.toThrow('stopped')
  expect(await isOpen(port)).toBe(false)
  const late = waitForCallback({ port: 0, state, timeoutMs: 1000, signal: stop.signal })
  await expect(late).rejects.toThrow('stopped')
})

test('a browser that cannot be opened ends the waiting', async () => {
  let port = 0
  const call = waitForCallback({
    port: 0,
    state,
    timeoutMs: 10_000,
    onListening: (given) => {
      port = given ?? 0
      throw new Error('no browser')
    },
  })
  await expect(call).rejects.toThrow('no browser')
  expect(await isOpen(port)).toBe(false)
})

test('without a port nobody listens, and the time ends it all the same', async () => {
  const ports: (number | null)[] = []
  const call = waitForCallback({ port: null, state, timeoutMs: 20, onListening: (port) => ports.push(port) })
  expect(await failureOf(call)).toMatchObject({ code: 'timed-out' })
  expect(ports).toEqual([null])
})

test('no failure tells the state', async () => {
  const error = await failureOf(waitForCallback({ port: 0, state, timeoutMs: 1 }))
  expect(told(error)).not.toContain(state)
})

test.each(['done', 'foreign', 'nothing'] as const)(
  'the page %s is in both languages and complete',
  (words) => {
    for (const language of ['en', 'ru'] as const) {
      expect(callbackPage(words, language)).toContain(`<html lang="${language}">`)
      expect(callbackPage(words, language)).not.toContain('undefined')
    }
  },
)

async function waiting(given: Partial<Parameters<typeof waitForCallback>[0]> = {}) {
  const listening = deferred<number | null>()
  const callback = waitForCallback({
    port: 0,
    state,
    timeoutMs: 10_000,
    onListening: listening.resolve,
    ...given,
  }) as Promise<Callback>
  callback.catch(() => undefined) // looked at by the test, perhaps after it has failed
  const port = (await listening.promise) ?? 0
  return { callback, port, origin: `http://127.0.0.1:${port}` }
}

/** Whether somebody listens; `fetch` would not let the host be another than the address. */
async function isOpen(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1')
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false // refused: nobody does
  } finally {
    socket.destroy()
  }
}

async function statusFor(port: number, path: string, host: string): Promise<number | undefined> {
  const sent = httpRequest({ host: '127.0.0.1', port, path, headers: { host } }).end()
  const [response] = (await once(sent, 'response')) as [{ statusCode?: number; resume: () => void }]
  response.resume()
  return response.statusCode
}

async function hasSecondAddress(): Promise<boolean> {
  const server = createServer().listen(0, '::1')
  try {
    await once(server, 'listening')
    return true
  } catch {
    return false // no such address here
  } finally {
    server.close()
  }
}
