import * as z from 'zod'
import { isSameSecret } from '../same-secret.ts'
import type { InboundFault, InboundRequest } from './protocol.ts'
import { plainText } from './plain-text.ts'

/** A message that cannot be answered: its sender is told why, and the connection ends. */
export class InboundError extends Error {
  override readonly name = 'InboundError'
  constructor(readonly fault: InboundFault) {
    super(fault)
  }
}

const text = z.string().max(200_000).transform(plainText)
const lines = z.array(text).min(1).max(1_000)

const requests = {
  ping: z.object({ do: z.literal('ping') }),
  capture: z.object({ do: z.literal('capture'), text: text.exactOptional() }),
  parse: z.object({ do: z.literal('parse'), lines }),
  add: z.object({ do: z.literal('add'), lines }),
} satisfies Record<InboundRequest['do'], z.ZodType<InboundRequest>>

/** Reads one message. Throws a {@link InboundError}; nothing but the token is looked at before the token is right. */
export function readRequest(message: Buffer, token: string): InboundRequest {
  const value = jsonObject(message)
  if (typeof value.token !== 'string' || !isSameSecret(value.token, token))
    throw new InboundError('token-wrong')
  const action = value.do
  if (typeof action !== 'string' || !Object.hasOwn(requests, action)) throw new InboundError('action-unknown')
  const checked = requests[action as InboundRequest['do']].safeParse(value)
  if (!checked.success) throw new InboundError('input-invalid')
  return checked.data
}

function jsonObject(message: Buffer): { token?: unknown; do?: unknown } {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(message))
    if (typeof value === 'object' && value !== null) return value
  } catch {
    // neither UTF-8 nor JSON: the same answer as for JSON that is no object
  }
  throw new InboundError('not-json')
}
