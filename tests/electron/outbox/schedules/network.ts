import type { Fetch } from '../../../../electron/bitrix/rest/post.ts'
import { proxyPage } from '../../../../electron/demo/http/faults.ts'
import type { Life } from './life.ts'
import type { Answered, MemoryPortal, Wire } from './memory-portal.ts'

/** What can become of a request. */
export const fates = [
  ...(['answered', 'lost-before', 'lost-after', 'late', 'twice', 'refused'] as const),
  ...(['gateway-before', 'gateway-after', 'expired', 'busy'] as const),
] as const
export type Fate = (typeof fates)[number]

type Pending = Wire & {
  life: Life
  method: string
  isV3: boolean
  settle: (answered: Answered | null) => void
}

/** The ways between processes and portal. A request waits until it is said what becomes of it. */
export function createNetwork(portal: MemoryPortal) {
  let pending: Pending[] = []
  let late: Wire[] = []
  /** Bodies of calls that were refused, as they were sent. */
  const refused: string[] = []
  const lost: string[] = []

  const fetchOf =
    (life: Life): Fetch =>
    async (url, init) => {
      void life.effect()
      if (life.isOver()) throw connectionLost() // it can do nothing more, and leaves no timer behind
      const wire = { url, body: init.body as string, headers: init.headers as Record<string, string> }
      const method = url.split('/').at(-1) ?? ''
      const isV3 = url.includes('/rest/api/')
      const answered = await new Promise<Answered | null>((settle) =>
        pending.push({ ...wire, life, method, isV3, settle }),
      )
      if (answered === null) throw connectionLost()
      return responseOf(answered)
    }

  async function decide(call: Pending, fate: Fate): Promise<Answered | null> {
    switch (fate) {
      case 'answered':
        return portal.run(call)
      case 'lost-before':
        lost.push(call.body)
        return null
      case 'lost-after':
        lost.push(call.body)
        await portal.run(call)
        return null
      case 'late':
        lost.push(call.body)
        late.push(call)
        return null
      case 'twice':
        await portal.run(call)
        return portal.run(call)
      case 'refused':
        refused.push(call.body)
        return refusal(call.isV3)
      case 'gateway-before':
        lost.push(call.body)
        return { status: 502, body: proxyPage(502) }
      case 'gateway-after':
        lost.push(call.body)
        await portal.run(call)
        return { status: 502, body: proxyPage(502) }
      case 'expired':
        return v2Says(401, 'expired_token')
      case 'busy':
        return v2Says(503, 'QUERY_LIMIT_EXCEEDED')
    }
  }

  return {
    fetchOf,
    refused,
    lost,
    waiting: () => pending.filter(({ life }) => !life.isOver()).length,
    /** Lets one of the requests under way meet its fate; a process that is dead learns nothing of it. */
    answer: async (which: number, fate: Fate) => {
      const call = pending[which % Math.max(pending.length, 1)]
      if (!call) return
      pending = pending.filter((one) => one !== call)
      const answered = await decide(call, possible(fate, call))
      void call.life.effect() // which may be its last
      call.settle(call.life.isOver() ? null : answered)
    },
    /** Nobody waits longer than a minute for an answer; what has left may still arrive. */
    timeOut: async () => {
      const calls = pending
      pending = []
      for (const call of calls) call.settle(await decide(call, possible('late', call)))
    },
    /** What was thought lost arrives after all. */
    arriveLate: async () => {
      const arriving = late
      late = []
      for (const wire of arriving) await portal.run(wire)
    },
    /** Requests of a process that has died: what has left it may still arrive. */
    orphan: async (life: Life, arrives: boolean) => {
      const orphans = pending.filter((call) => call.life === life)
      pending = pending.filter((call) => call.life !== life)
      for (const call of orphans) {
        await decide(call, possible(arrives ? 'late' : 'lost-before', call))
        call.settle(null)
      }
    },
  }
}

export type Network = ReturnType<typeof createNetwork>

const refusable = /^(?:tasks\.task\.(?:add|update|delete)|task\.checklistitem\.add)$/
const repeatable = /^(?:tasks\.task\.(?:add|update|delete))$/

/** Only what writes can be refused, and only what has a key, or is read, can be delivered twice without harm. */
function possible(fate: Fate, { method, isV3 }: Pending): Fate {
  if (fate === 'refused' && !refusable.test(method)) return 'answered'
  if (fate === 'twice' && !(isV3 && repeatable.test(method))) return 'answered'
  if (fate === 'late' && method !== 'tasks.task.add') return 'lost-before'
  return fate
}

function refusal(isV3: boolean): Answered {
  const code = 'BITRIX_REST_V3_EXCEPTION_VALIDATION_REQUESTVALIDATIONEXCEPTION'
  const error = { code, message: 'Not this one', validation: [] }
  return isV3 ? { status: 400, body: JSON.stringify({ error }) } : v2Says(400, 'ERROR_CORE')
}

function v2Says(status: number, error: string): Answered {
  return { status, body: JSON.stringify({ error, error_description: 'Not this one' }) }
}

function connectionLost(): Error {
  const cause = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })
  return new TypeError('fetch failed', { cause })
}

/** As much of a response as is read. */
function responseOf({ status, body }: Answered): Response {
  const chunks = [new TextEncoder().encode(body)]
  const read = () => {
    const value = chunks.shift()
    return Promise.resolve(value ? { value, done: false } : { value: undefined, done: true })
  }
  return {
    status,
    headers: { get: () => null },
    body: { getReader: () => ({ read }) },
  } as unknown as Response
}
