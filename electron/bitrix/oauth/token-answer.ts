import * as z from 'zod'
import { parseJson } from '../../json.ts'
import { id } from '../rest/answers.ts'
import { readFailure } from '../rest/envelope.ts'
import { SignInError, tokenErrorCode, type Grant } from './sign-in-errors.ts'
import { plainText } from '../rest/plain-text.ts'

const token = z.string().regex(/^[\x21-\x7e]{1,4000}$/)
const answer = z.object({
  access_token: token,
  refresh_token: token,
  expires_in: z.coerce.number().positive().max(1e8).catch(3600),
  client_endpoint: z.url({ protocol: /^https?$/ }),
  server_endpoint: z.string().catch(''),
  member_id: z.string().min(1).max(200),
  user_id: id.nullable().catch(null),
})
/** A pair of tokens as the endpoint writes it. */
export type TokenAnswer = z.infer<typeof answer>

/** Reads an answer of the token endpoint; throws SignInError for everything that is not a pair. */
export function readTokenAnswer(
  { status, text }: { status: number; text: string },
  { grant, subject, secrets }: { grant: Grant; subject: string; secrets: string[] },
): TokenAnswer {
  const body = parseJson(text)
  const failure = body instanceof Object ? readFailure(body as Record<string, unknown>) : null
  const said = answer.safeParse(body)
  if (!failure && said.success && status < 400) return said.data
  const portalCode = without(secrets, failure?.code ?? '')
    .replace(/[^\w.-]/g, '')
    .slice(0, 60)
  // A page instead of data says nothing of the portal, whatever its status.
  const code = failure ? tokenErrorCode(failure.code, status, grant) : 'portal-broken'
  const message = `The token endpoint answered ${portalCode || 'something else than tokens'} (HTTP ${status})`
  throw new SignInError(code, message, {
    subject,
    detail: plainText(without(secrets, failure?.text ?? '')),
    portalCode,
  })
}

function without(secrets: string[], text: string): string {
  const forms = secrets
    .flatMap((secret) => [secret, encodeURIComponent(secret)])
    .filter((form) => form !== '')
  return forms.reduce((clean, secret) => clean.replaceAll(secret, '…'), text)
}
