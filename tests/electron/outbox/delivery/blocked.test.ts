import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Fault, FaultedCall } from '../../../../electron/demo/http/faults.ts'
import { startCourier, thought, type Courier } from '../support.ts'

let courier: Courier
beforeEach(async () => {
  courier = await startCourier()
})
afterEach(() => courier.close())

const page: Fault = { kind: 'html', status: 403 }
const isAttack = ({ body }: FaultedCall) => JSON.stringify(body ?? '').includes('<script>')
const triesOf = (method: string) => courier.calls.filter((one) => one === method).length

test('a text that a gateway refuses with a page needs a person after a few tries, and those behind it are sent', async () => {
  let tries = 0
  courier.break((call) => {
    if (!isAttack(call)) return undefined
    if (call.api === 'v3') tries++
    return page
  })
  const id = await courier.send(thought('Mend <script> in the form'))
  const next = await courier.send(thought('Call Anna'))
  await courier.until(next, 'sent')
  await courier.until(id, 'attention')
  expect(courier.record(id)?.problem).toMatchObject({ code: 'capture-blocked' })
  expect(tries).toBe(3)
})

test('a text that was refused so is sent once its words are others', async () => {
  courier.break((call) => (isAttack(call) ? page : undefined))
  const id = await courier.send(thought('Mend <script>'))
  await courier.until(id, 'attention')
  await courier.app.changes.edit({ id, title: 'Mend the form' })
  await courier.until(id, 'sent')
  expect(await courier.tasksNamed('Mend the form')).toHaveLength(1)
})

test('a gateway that refuses every call is waited for', async () => {
  courier.break(() => page)
  const id = await courier.send(thought('Call Anna'))
  await vi.waitFor(() => expect(triesOf('tasks.task.add')).toBeGreaterThan(5))
  expect(courier.state(id)).not.toBe('attention')
  courier.mend()
  await courier.until(id, 'sent')
})
