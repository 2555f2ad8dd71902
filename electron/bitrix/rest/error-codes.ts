import type { ErrorCode } from '../../model.ts'
import type { Limit, Outcome } from './errors.ts'

/** What a code means for a person, what became of the call, and which limit was hit, if one was. */
export type CodeMeaning = readonly [code: ErrorCode, outcome: Outcome, limit?: Limit]

// Sources: _includes/system-errors.md, settings/oauth/error-codes.md, disk/storage/*, limits.md, tasks/stages/*, tasks/tasks-task-*.md, api-reference/rest-v3.md.
const codesV2 = new Map<string, CodeMeaning>([
  ['QUERY_LIMIT_EXCEEDED', ['portal-busy', 'did-not-run', 'requests']],
  ['OPERATION_TIME_LIMIT', ['portal-busy', 'did-not-run', 'operating']],
  ['OVERLOAD_LIMIT', ['portal-busy', 'did-not-run']],
  ['CONNECTION_ERROR', ['portal-busy', 'did-not-run']],
  ['INTERNAL_SERVER_ERROR', ['portal-broken', 'unknown']],
  ['ERROR_UNEXPECTED_ANSWER', ['portal-broken', 'unknown']],
  ['NO_AUTH_FOUND', ['credentials-refused', 'did-not-run']],
  ['INVALID_CREDENTIALS', ['credentials-refused', 'did-not-run']],
  ['EXPIRED_TOKEN', ['credentials-refused', 'did-not-run']],
  ['INVALID_TOKEN', ['credentials-refused', 'did-not-run']],
  ['INVALID_CLIENT', ['credentials-refused', 'did-not-run']],
  ['WRONG_CLIENT', ['credentials-refused', 'did-not-run']],
  ['INVALID_GRANT', ['credentials-refused', 'did-not-run']],
  ['BAD_VERIFICATION_CODE', ['credentials-refused', 'did-not-run']],
  ['USER_ACCESS_ERROR', ['credentials-refused', 'did-not-run']],
  ['AUTHORIZATION_ERROR', ['credentials-refused', 'did-not-run']],
  ['APPLICATION_NOT_FOUND', ['credentials-refused', 'did-not-run']],
  ['INSUFFICIENT_SCOPE', ['scope-missing', 'did-not-run']],
  ['INVALID_SCOPE', ['scope-missing', 'did-not-run']],
  ['METHOD_CONFIRM_WAITING', ['access-denied', 'did-not-run']],
  ['METHOD_CONFIRM_DENIED', ['access-denied', 'did-not-run']],
  ['PAYMENT_REQUIRED', ['plan-without-rest', 'did-not-run']],
  ['PORTAL_DELETED', ['portal-deleted', 'did-not-run']],
  ['INVALID_REQUEST', ['webhook-insecure', 'did-not-run']],
  ['ERROR_METHOD_NOT_FOUND', ['refused', 'refused']],
  ['ERROR_MANIFEST_IS_NOT_AVAILABLE', ['refused', 'refused']],
  ['ERROR_BATCH_METHOD_NOT_ALLOWED', ['refused', 'refused']],
  ['ERROR_BATCH_LENGTH_EXCEEDED', ['refused', 'refused']],
  ['ERROR_CORE', ['refused', 'refused']],
  ['100', ['refused', 'refused']],
  ['0', ['refused', 'refused']],
  ['1048582', ['access-denied', 'refused']],
  ['ACTION_NOT_ALLOWED.RESTRICTED', ['access-denied', 'refused']],
  ['EMPTY_TITLE', ['stage-title-empty', 'refused']],
  ['EMPTY_DATA', ['refused', 'refused']],
  ['IS_SYSTEM', ['stage-is-first', 'refused']],
  ['CANT_DELETE_FIRST', ['stage-is-first', 'refused']],
  ['NO_EMPTY', ['stage-not-empty', 'refused']],
  ['NOT_FOUND', ['not-found', 'refused']],
  ['TASK_NOT_FOUND', ['not-found', 'refused']],
  ['ACCESS_DENIED_MOVE', ['access-denied', 'refused']],
  ['DIFFERENT_STAGES', ['refused', 'refused']],
  ['ERROR_ARGUMENT', ['refused', 'refused']],
  ['ERROR_NOT_FOUND', ['not-found', 'refused']],
  ['DISK_BASE_SERVICE_22001', ['refused', 'refused']],
  ['ERROR_COULD_NOT_SAVE_FILE', ['refused', 'refused']],
])

// By the beginning of what follows `BITRIX_REST_V3_EXCEPTION_`; some names are known only in part.
const codesV3: readonly (readonly [beginning: string, meaning: CodeMeaning])[] = [
  ['VALIDATION_', ['refused', 'refused']],
  ['INVALIDJSON', ['refused', 'refused']],
  ['UNKNOWNDTOPROPERTY', ['refused', 'refused']],
  ['UNKNOWNFILTEROPERATOR', ['refused', 'refused']],
  ['INVALIDFILTER', ['refused', 'refused']],
  ['INVALIDSELECT', ['refused', 'refused']],
  ['INVALIDORDER', ['refused', 'refused']],
  ['INVALIDPAGINATION', ['refused', 'refused']],
  ['ENTITYNOTFOUND', ['not-found', 'refused']],
  ['FIELDNOTFOUND', ['refused', 'refused']],
  ['METHODNOTFOUND', ['refused', 'refused']],
  ['WRONGHTTPREQUESTMETHOD', ['refused', 'refused']],
  ['LOGIC', ['refused', 'refused']],
  ['INVALIDIDEMPOTENCYKEY', ['refused', 'refused']],
  ['IDEMPOTENCYKEYREUSED', ['refused', 'refused']],
  ['ACCESSDENIED', ['access-denied', 'refused']],
  ['INSUFFICIENTSCOPE', ['scope-missing', 'did-not-run']],
  ['LICENSE', ['plan-without-rest', 'did-not-run']],
  ['RATELIMIT', ['portal-busy', 'did-not-run', 'operating']],
  ['INTERNAL', ['portal-broken', 'unknown']],
]
const prefixV3 = /^BITRIX_REST_V3_(?:REALISATION_)?EXCEPTION_/

/** What a portal's error code means, with its status where the code alone is not enough. */
export function meaningOf(portalCode: string, status: number, method: string): CodeMeaning {
  const code = portalCode.toUpperCase()
  if (code === 'ACCESS_DENIED') return accessDenied(status, method)
  if (prefixV3.test(code)) return meaningV3(code.replace(prefixV3, ''), status)
  return codesV2.get(code) ?? meaningOfStatus(status)
}

/** One code for two things: "no REST on this plan" from every method, "not yours" from those that document it. */
function accessDenied(status: number, method: string): CodeMeaning {
  const own = /^(?:task\.stages|disk|app)\./i.test(method)
  return own && status !== 403 ? ['access-denied', 'refused'] : ['plan-without-rest', 'did-not-run']
}

function meaningV3(name: string, status: number): CodeMeaning {
  if (name.startsWith('ACCESSDENIED') && status === 401) return ['credentials-refused', 'did-not-run']
  return codesV3.find(([beginning]) => name.startsWith(beginning))?.[1] ?? meaningOfStatus(status)
}

function meaningOfStatus(status: number): CodeMeaning {
  if (status === 401) return ['credentials-refused', 'did-not-run']
  if (status === 403) return ['access-denied', 'refused']
  if (status === 429) return ['portal-busy', 'did-not-run', 'operating']
  if (status === 408 || status < 400) return ['refused', 'unknown']
  return status < 500 ? ['refused', 'refused'] : ['portal-broken', 'unknown']
}
