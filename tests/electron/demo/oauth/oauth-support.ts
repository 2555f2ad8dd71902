import type { DemoPortal } from '../../../../electron/demo/portal.ts'
import type { Json, Reply } from '../support.ts'
import { get, post } from '../support.ts'

export type Tokens = { access: string; refresh: string; answer: Json }

const form = { 'Content-Type': 'application/x-www-form-urlencoded' }

/** The address that an application opens in the browser. */
export function authorizeUrl({ oauth }: DemoPortal, more: Record<string, string> = {}): string {
  return `${oauth.authorizeUrl}?${new URLSearchParams({ client_id: oauth.clientId, ...more }).toString()}`
}

/** Presses a person's button on the sign-in page. */
export function choose(
  portal: DemoPortal,
  userId: number | string = 1,
  more: Record<string, string> = { state: 'the state' },
  headers: Record<string, string> = {},
): Promise<Reply> {
  return post(authorizeUrl(portal, more), `user=${userId}`, { ...form, ...headers })
}

/** The code of a sign-in as this person. */
export async function codeOf(portal: DemoPortal, userId = 1): Promise<string> {
  const { headers } = await choose(portal, userId)
  return new URL(headers.get('location') ?? '').searchParams.get('code') ?? ''
}

/** Asks the token endpoint, with the right client unless told otherwise. */
export function token(
  portal: DemoPortal,
  fields: Record<string, string>,
  method: 'GET' | 'POST' = 'POST',
): Promise<Reply> {
  const { tokenUrl, clientId, clientSecret } = portal.oauth
  const query = new URLSearchParams({
    client_id: clientId,
    client_secret: clientSecret,
    ...fields,
  }).toString()
  return method === 'GET' ? get(`${tokenUrl}?${query}`) : post(tokenUrl, query, form)
}

/** Redeems a code or a refresh token, and expects that to succeed. */
export async function redeem(portal: DemoPortal, fields: Record<string, string>): Promise<Tokens> {
  const { status, body: answer } = await token(portal, fields)
  if (status !== 200) throw new Error(`The token endpoint refused: ${JSON.stringify(answer)}`)
  return { access: answer.access_token, refresh: answer.refresh_token, answer }
}

/** Signs in as this person, all the way. */
export async function signIn(portal: DemoPortal, userId = 1): Promise<Tokens> {
  return redeem(portal, { grant_type: 'authorization_code', code: await codeOf(portal, userId) })
}

export function refresh(portal: DemoPortal, { refresh: value }: Tokens): Promise<Tokens> {
  return redeem(portal, { grant_type: 'refresh_token', refresh_token: value })
}

/** A call of either API with a token in the body. */
export function callWith(access: string, url: string, params: object = {}): Promise<Reply> {
  return post(url, JSON.stringify({ ...params, auth: access }))
}

/** A clock that stands still until it is moved. */
export function standingClock(start = '2026-11-22T10:00:00Z') {
  let time = Date.parse(start)
  return {
    now: () => new Date(time),
    pass: (seconds: number) => {
      time += seconds * 1000
    },
  }
}
