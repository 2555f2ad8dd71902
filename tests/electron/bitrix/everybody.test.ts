import { afterEach, beforeEach, expect, test } from 'vitest'
import { readEverybody } from '../../../electron/bitrix/everybody.ts'
import { startMisbehavingServer, type MisbehavingServer } from '../../support/misbehaving-server.ts'
import { clientOf } from './support.ts'

let server: MisbehavingServer
let page: () => object
beforeEach(async () => {
  page = () => ({})
  server = await startMisbehavingServer((response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' })
    response.end(JSON.stringify(page()))
  })
})
afterEach(() => server.close())

const people = (from: number) => Array.from({ length: 50 }, (_, at) => ({ ID: String(from + at), NAME: 'A' }))
const read = () => readEverybody(clientOf(`${server.origin}/rest/1/abcdefgh/`), null, undefined)

test('a portal that always names a further page is not asked for ever', async () => {
  let start = 0
  page = () => ({ result: people((start += 50)), next: start })
  await read()
  expect(server.requests).toHaveLength(20)
})

test('a portal that counts a billion people is not asked for them', async () => {
  page = () => ({
    result: server.requests.length === 1 ? people(1) : { result: { c0: people(51) }, result_error: [] },
    total: 1e9,
    next: 50,
  })
  const { people: found, total } = await read()
  expect(server.requests.length).toBeLessThanOrEqual(3)
  expect([found.length, total]).toEqual([100, 1e9])
})

test('the same page again and again is one page', async () => {
  page = () => ({ result: people(1), next: 50 })
  const { people: found } = await read()
  expect([found.length, server.requests.length]).toEqual([50, 2])
})
