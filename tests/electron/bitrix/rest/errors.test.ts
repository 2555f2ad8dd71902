import { describe, expect, test } from 'vitest'
import { BitrixError, brokenAnswer, outcomeOf, portalError } from '../../../../electron/bitrix/rest/errors.ts'
import { AppError, toProblem } from '../../../../electron/errors.ts'

const secret = 'a1b2c3d4e5f6g7h8'
const host = 'team.bitrix24.com'
const v3 = 'BITRIX_REST_V3_EXCEPTION_'

describe('what a code of the portal means does not hang on its status', () => {
  test.each([
    ['QUERY_LIMIT_EXCEEDED', [503, 429, 200], 'portal-busy', 'did-not-run'],
    ['OPERATION_TIME_LIMIT', [429, 503], 'portal-busy', 'did-not-run'],
    ['OVERLOAD_LIMIT', [503, 401], 'portal-busy', 'did-not-run'],
    ['CONNECTION_ERROR', [400, 500], 'portal-busy', 'did-not-run'],
    ['INTERNAL_SERVER_ERROR', [500, 200], 'portal-broken', 'unknown'],
    ['ERROR_UNEXPECTED_ANSWER', [500], 'portal-broken', 'unknown'],
    ['NO_AUTH_FOUND', [401, 403], 'credentials-refused', 'did-not-run'],
    ['INVALID_CREDENTIALS', [403, 401], 'credentials-refused', 'did-not-run'],
    ['expired_token', [401], 'credentials-refused', 'did-not-run'],
    ['invalid_token', [401], 'credentials-refused', 'did-not-run'],
    ['user_access_error', [403], 'credentials-refused', 'did-not-run'],
    ['authorization_error', [401], 'credentials-refused', 'did-not-run'],
    ['APPLICATION_NOT_FOUND', [401], 'credentials-refused', 'did-not-run'],
    ['insufficient_scope', [403, 401], 'scope-missing', 'did-not-run'],
    ['METHOD_CONFIRM_WAITING', [401], 'access-denied', 'did-not-run'],
    ['METHOD_CONFIRM_DENIED', [403], 'access-denied', 'did-not-run'],
    ['PAYMENT_REQUIRED', [402, 403], 'plan-without-rest', 'did-not-run'],
    ['PORTAL_DELETED', [500, 403], 'portal-deleted', 'did-not-run'],
    ['INVALID_REQUEST', [400], 'webhook-insecure', 'did-not-run'],
    ['ERROR_METHOD_NOT_FOUND', [404], 'refused', 'refused'],
    ['ERROR_MANIFEST_IS_NOT_AVAILABLE', [404], 'refused', 'refused'],
    ['ERROR_BATCH_METHOD_NOT_ALLOWED', [405], 'refused', 'refused'],
    ['ERROR_BATCH_LENGTH_EXCEEDED', [400], 'refused', 'refused'],
    ['ERROR_CORE', [400], 'refused', 'refused'],
    ['100', [400], 'refused', 'refused'],
    ['0', [400], 'refused', 'refused'],
    ['1048582', [400], 'access-denied', 'refused'],
    ['ACTION_NOT_ALLOWED.RESTRICTED', [400], 'access-denied', 'refused'],
    ['EMPTY_TITLE', [400], 'stage-title-empty', 'refused'],
    ['EMPTY_DATA', [400], 'refused', 'refused'],
    ['IS_SYSTEM', [400], 'stage-is-first', 'refused'],
    ['CANT_DELETE_FIRST', [400], 'stage-is-first', 'refused'],
    ['NO_EMPTY', [400], 'stage-not-empty', 'refused'],
    ['NOT_FOUND', [400, 404], 'not-found', 'refused'],
    ['TASK_NOT_FOUND', [400], 'not-found', 'refused'],
    ['ACCESS_DENIED_MOVE', [400], 'access-denied', 'refused'],
    ['DIFFERENT_STAGES', [400], 'refused', 'refused'],
    ['ERROR_ARGUMENT', [400], 'refused', 'refused'],
    ['ERROR_NOT_FOUND', [400], 'not-found', 'refused'],
    ['DISK_BASE_SERVICE_22001', [400], 'refused', 'refused'],
    ['ERROR_COULD_NOT_SAVE_FILE', [400, 500], 'refused', 'refused'],
    ['invalid_client', [401], 'credentials-refused', 'did-not-run'],
    ['wrong_client', [401, 400], 'credentials-refused', 'did-not-run'],
    ['invalid_grant', [400], 'credentials-refused', 'did-not-run'],
    ['invalid_scope', [403], 'scope-missing', 'did-not-run'],
    [`${v3}VALIDATION_INVALIDFILEEXCEPTION`, [400], 'refused', 'refused'],
    [`${v3}UNKNOWNFILTEROPERATOREXCEPTION`, [400], 'refused', 'refused'],
    [`${v3}INVALIDFILTEREXCEPTION`, [400], 'refused', 'refused'],
    [`${v3}INVALIDSELECTEXCEPTION`, [400], 'refused', 'refused'],
    [`${v3}INVALIDORDEREXCEPTION`, [400], 'refused', 'refused'],
    [`${v3}INVALIDPAGINATIONEXCEPTION`, [400], 'refused', 'refused'],
    [`${v3}WRONGHTTPREQUESTMETHODEXCEPTION`, [400, 405], 'refused', 'refused'],
    [`${v3}LOGICEXCEPTION`, [400], 'refused', 'refused'],
    [`${v3}SOMETHINGNEWEXCEPTION`, [400], 'refused', 'refused'],
    [`${v3}SOMETHINGNEWEXCEPTION`, [500], 'portal-broken', 'unknown'],
    [`${v3}SOMETHINGNEWEXCEPTION`, [401], 'credentials-refused', 'did-not-run'],
    [`${v3}VALIDATION_REQUESTVALIDATIONEXCEPTION`, [400], 'refused', 'refused'],
    [`${v3}VALIDATION_DTOVALIDATIONEXCEPTION`, [400], 'refused', 'refused'],
    [`${v3}INVALIDJSONEXCEPTION`, [400], 'refused', 'refused'],
    [`${v3}UNKNOWNDTOPROPERTYEXCEPTION`, [400], 'refused', 'refused'],
    [`${v3}METHODNOTFOUNDEXCEPTION`, [400, 404], 'refused', 'refused'],
    [`${v3}INVALIDIDEMPOTENCYKEYEXCEPTION`, [400], 'refused', 'refused'],
    [`${v3}IDEMPOTENCYKEYREUSEDEXCEPTION`, [422], 'refused', 'refused'],
    [`${v3}ENTITYNOTFOUNDEXCEPTION`, [400], 'not-found', 'refused'],
    [`${v3}ACCESSDENIEDEXCEPTION`, [400, 403], 'access-denied', 'refused'],
    [`${v3}ACCESSDENIEDEXCEPTION`, [401], 'credentials-refused', 'did-not-run'],
    [`${v3}INSUFFICIENTSCOPEEXCEPTION`, [403], 'scope-missing', 'did-not-run'],
    [`${v3}LICENSEEXCEPTION`, [403], 'plan-without-rest', 'did-not-run'],
    [`${v3}RATELIMITEXCEPTION`, [429], 'portal-busy', 'did-not-run'],
    [`${v3}INTERNALEXCEPTION`, [500], 'portal-broken', 'unknown'],
    ['BITRIX_REST_V3_REALISATION_EXCEPTION_FIELDNOTFOUNDEXCEPTION', [400], 'refused', 'refused'],
    ['SOMETHING_NEW', [400, 404, 422], 'refused', 'refused'],
    ['SOMETHING_NEW', [500, 503], 'portal-broken', 'unknown'],
    ['SOMETHING_NEW', [401], 'credentials-refused', 'did-not-run'],
    ['SOMETHING_NEW', [403], 'access-denied', 'refused'],
    ['SOMETHING_NEW', [429], 'portal-busy', 'did-not-run'],
    ['SOMETHING_NEW', [200], 'refused', 'unknown'],
    ['__proto__', [400], 'refused', 'refused'],
    ['constructor', [400], 'refused', 'refused'],
    ['', [400], 'refused', 'refused'],
  ])('%s with any of %j is %s and %s', (code, statuses, meaning, outcome) => {
    for (const status of statuses) {
      const error = errorFor(code, { status })
      expect([error.code, error.outcome]).toEqual([meaning, outcome])
    }
  })
})

test.each([
  ['profile', 403, 'plan-without-rest'],
  ['profile', 400, 'plan-without-rest'],
  ['task.stages.get', 403, 'plan-without-rest'],
  ['task.stages.get', 400, 'access-denied'],
  ['disk.storage.uploadfile', 400, 'access-denied'],
  ['tasks.task.list', 403, 'plan-without-rest'],
])('ACCESS_DENIED from %s with %i is %s', (method, status, meaning) => {
  expect(errorFor('ACCESS_DENIED', { method, status }).code).toBe(meaning)
})

test.each([
  ['task.stages.get', 'task'],
  ['tasks.task.add', 'task'],
  ['user.get', 'user_brief'],
  ['user.search', 'user_brief'],
  ['sonet_group.user.groups', 'sonet_group'],
  ['sonet_group.get', 'sonet_group'],
  ['disk.storage.uploadfile', 'disk'],
])('a permission missing for %s is named %s', (method, scope) => {
  expect(errorFor('insufficient_scope', { method, status: 403 }).subject).toBe(scope)
})

test('the portal is named and its words are kept as plain text', () => {
  const error = errorFor('ERROR_CORE', { text: 'Не указано <b>название</b><br>' })
  expect(error.subject).toBe(host)
  expect(error.detail).toBe('Не указано название')
})

test('a secret that the portal repeats is taken out', () => {
  const error = errorFor(`ERROR_${secret}`, { text: `No method at https://${host}/rest/1/${secret}/x` })
  expect(`${error.message} ${error.detail} ${error.portalCode} ${error.stack}`).not.toContain(secret)
})

test.each([
  [502, 'unknown'],
  [200, 'unknown'],
  [408, 'unknown'],
  [404, 'refused'],
])('a web page with %i tells that the call is %s', (status, outcome) => {
  const error = brokenAnswer({ method: 'profile', status, host })
  expect([error.code, error.subject, error.outcome]).toEqual(['portal-broken', host, outcome])
})

test('a failure before anything was sent did not run, a bug or a cancelled call may have', () => {
  expect(outcomeOf(new AppError('signed-out', 'Nobody is signed in'))).toBe('did-not-run')
  expect(outcomeOf(new DOMException('Stopped', 'AbortError'))).toBe('unknown')
})

function errorFor(code: string, given: { status?: number; method?: string; text?: string } = {}) {
  const { status = 400, method = 'tasks.task.list', text = '' } = given
  return portalError({ code, text }, { method, status, host, secret })
}

test('a person is told how many seconds the portal asks to wait', () => {
  const details = { outcome: 'did-not-run', subject: host, retryAfter: 90_400 } as const
  const problem = toProblem(new BitrixError('portal-busy', 'A method has used up its running time', details))
  expect(problem).toEqual({ code: 'portal-busy', subject: host, waitSeconds: 91 })
})
