import type { IncomingMessage, ServerResponse } from 'node:http'
import { createClock } from '../../../../electron/demo/data/clock.ts'
import type { PortalData } from '../../../../electron/demo/data/data.ts'
import { appCard } from '../../../../electron/demo/oauth/card.ts'
import { seed } from '../../../../electron/demo/data/seed.ts'
import { createPageSessions } from '../../../../electron/demo/http/page-sessions.ts'
import { createPortalListener } from '../../../../electron/demo/portal.ts'
import { openStore } from '../../../../electron/demo/data/store.ts'
import { allScopes } from '../../../../electron/demo/v2/system.ts'
import { webhookCode } from '../../../../electron/demo/webhooks.ts'

const key = 'test-key'
const origin = 'http://127.0.0.1:1'

/** A request as it goes over the wire. */
export type Wire = { url: string; body: string; headers: Record<string, string> }
export type Answered = { status: number; body: string }

let seeded: PortalData | null = null
/** The seed's people and stages without its tasks; made once, since thousands of portals begin with it. */
const emptySeed = (now: Date) =>
  structuredClone((seeded ??= { ...seed('en', now), tasks: [], checklistItems: [] }))

/** The demo portal's own code without its port: requests are handed to it one by one, and nothing waits for a timer. */
export async function memoryPortal(options: { rest3: boolean; now: () => Date }) {
  const store = await openStore({
    file: null,
    fresh: true,
    seed: () => emptySeed(options.now()),
    now: options.now,
  })
  const clock = createClock(options.now)
  const card = appCard(key, {}, allScopes)
  const listener = createPortalListener(
    { file: null, key, ...options },
    { card, store, clock, sessions: createPageSessions(() => 0), url: () => origin },
  )

  return {
    webhook: `${origin}/rest/1/${webhookCode(key, 1)}/`,
    data: store.data,
    /** Lets a request run, and answers what the portal says. */
    run: ({ url, body, headers }: Wire): Promise<Answered> =>
      new Promise((resolve) => {
        const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])
        const request = {
          method: 'POST',
          url: url.slice(origin.length),
          headers: { ...Object.fromEntries(lower), host: '127.0.0.1:1' },
          on: (event: string, listen: (chunk?: Buffer) => void) => {
            if (event === 'data') listen(Buffer.from(body))
            if (event === 'end') listen()
          },
        }
        const response = {
          statusCode: 200,
          setHeader: () => undefined,
          end: (text: string) => resolve({ status: response.statusCode, body: text }),
        }
        listener(request as unknown as IncomingMessage, response as unknown as ServerResponse)
      }),
  }
}

export type MemoryPortal = Awaited<ReturnType<typeof memoryPortal>>
