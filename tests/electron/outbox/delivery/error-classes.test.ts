import { describe, expect, test } from 'vitest'
import { portalError, type Outcome } from '../../../../electron/bitrix/rest/errors.ts'
import { failureOf, type Failure } from '../../../../electron/outbox/delivery/failures.ts'
import { namedErrors } from '../../../../electron/demo/http/named-errors.ts'

const run = 'did-not-run'
const no = 'refused'
const open = 'unknown'
const rest3 = 'BITRIX_REST_V3_EXCEPTION_'

/**
 * Every error that the reference names, with the status it comes with and, where it matters, the method that says it:
 * whether the call has run, and what that means for a capture whose task is being made.
 */
const classes: [code: string, status: number, outcome: Outcome, capture: Failure, method?: string][] = [
  // system errors
  ['INTERNAL_SERVER_ERROR', 500, open, 'capture'],
  ['ERROR_UNEXPECTED_ANSWER', 500, open, 'capture'],
  ['QUERY_LIMIT_EXCEEDED', 503, run, 'account'],
  ['ERROR_BATCH_METHOD_NOT_ALLOWED', 405, no, 'refused'],
  ['ERROR_BATCH_LENGTH_EXCEEDED', 400, no, 'refused'],
  ['NO_AUTH_FOUND', 401, run, 'account'],
  ['INVALID_REQUEST', 400, run, 'account'],
  ['OVERLOAD_LIMIT', 503, run, 'account'],
  ['OVERLOAD_LIMIT', 401, run, 'account'],
  ['ACCESS_DENIED', 403, run, 'account'],
  ['ACCESS_DENIED', 400, no, 'refused', 'task.stages.movetask'],
  ['INVALID_CREDENTIALS', 403, run, 'account'],
  ['INVALID_CREDENTIALS', 401, run, 'account'],
  ['ERROR_MANIFEST_IS_NOT_AVAILABLE', 404, no, 'refused'],
  ['insufficient_scope', 403, run, 'account'],
  ['insufficient_scope', 401, run, 'account'],
  ['expired_token', 401, run, 'account'],
  ['invalid_token', 401, run, 'account'],
  ['user_access_error', 403, run, 'account'],
  ['PORTAL_DELETED', 500, run, 'account'],
  ['PORTAL_DELETED', 403, run, 'account'],
  ['ERROR_METHOD_NOT_FOUND', 404, no, 'refused'],
  ['OPERATION_TIME_LIMIT', 429, run, 'account'],
  ['ERROR_CORE', 400, no, 'refused'],
  ['100', 400, no, 'refused'],
  ['0', 400, no, 'refused'],
  ['1048582', 400, no, 'refused'],
  ['ACTION_NOT_ALLOWED.RESTRICTED', 400, no, 'refused'],
  ['METHOD_CONFIRM_WAITING', 401, run, 'account'],
  ['METHOD_CONFIRM_DENIED', 403, run, 'account'],
  // the token, and the token endpoint
  ['APPLICATION_NOT_FOUND', 401, run, 'account'],
  ['CONNECTION_ERROR', 401, run, 'account'],
  ['authorization_error', 401, run, 'account'],
  ['invalid_client', 401, run, 'account'],
  ['wrong_client', 401, run, 'account'],
  ['invalid_grant', 400, run, 'account'],
  ['bad_verification_code', 400, run, 'account'],
  ['invalid_scope', 400, run, 'account'],
  ['PAYMENT_REQUIRED', 402, run, 'account'],
  // stages
  ['EMPTY_TITLE', 400, no, 'refused'],
  ['EMPTY_DATA', 400, no, 'refused'],
  ['IS_SYSTEM', 400, no, 'refused'],
  ['CANT_DELETE_FIRST', 400, no, 'refused'],
  ['NO_EMPTY', 400, no, 'refused'],
  ['NOT_FOUND', 400, no, 'refused'],
  ['TASK_NOT_FOUND', 400, no, 'refused'],
  ['ACCESS_DENIED_MOVE', 400, no, 'refused'],
  ['DIFFERENT_STAGES', 400, no, 'refused'],
  // files
  ['ERROR_ARGUMENT', 400, no, 'refused'],
  ['ERROR_NOT_FOUND', 400, no, 'refused'],
  ['DISK_BASE_SERVICE_22001', 400, no, 'refused'],
  ['ERROR_COULD_NOT_SAVE_FILE', 400, no, 'refused'],
  // REST 3.0
  [`${rest3}VALIDATION_REQUESTVALIDATIONEXCEPTION`, 400, no, 'refused'],
  [`${rest3}VALIDATION_DTOVALIDATIONEXCEPTION`, 400, no, 'refused'],
  [`${rest3}VALIDATION_INVALIDFILEEXCEPTION`, 400, no, 'refused'],
  [`${rest3}INVALIDJSONEXCEPTION`, 400, no, 'refused'],
  [`${rest3}UNKNOWNDTOPROPERTYEXCEPTION`, 400, no, 'refused'],
  [`${rest3}UNKNOWNFILTEROPERATOREXCEPTION`, 400, no, 'refused'],
  [`${rest3}INVALIDFILTEREXCEPTION`, 400, no, 'refused'],
  [`${rest3}INVALIDSELECTEXCEPTION`, 400, no, 'refused'],
  [`${rest3}INVALIDORDEREXCEPTION`, 400, no, 'refused'],
  [`${rest3}INVALIDPAGINATIONEXCEPTION`, 400, no, 'refused'],
  [`${rest3}ENTITYNOTFOUNDEXCEPTION`, 400, no, 'refused'],
  [`${rest3}METHODNOTFOUNDEXCEPTION`, 400, no, 'refused'],
  [`${rest3}WRONGHTTPREQUESTMETHODEXCEPTION`, 400, no, 'refused'],
  [`${rest3}LOGICEXCEPTION`, 400, no, 'refused'],
  [`${rest3}INVALIDIDEMPOTENCYKEYEXCEPTION`, 400, no, 'refused'],
  [`${rest3}IDEMPOTENCYKEYREUSEDEXCEPTION`, 422, no, 'refused'],
  [`${rest3}ACCESSDENIEDEXCEPTION`, 403, no, 'refused'],
  [`${rest3}ACCESSDENIEDEXCEPTION`, 400, no, 'refused'],
  [`${rest3}ACCESSDENIEDEXCEPTION`, 401, run, 'account'],
  [`${rest3}INSUFFICIENTSCOPEEXCEPTION`, 403, run, 'account'],
  [`${rest3}LICENSEEXCEPTION`, 403, run, 'account'],
  [`${rest3}RATELIMITEXCEPTION`, 429, run, 'account'],
  [`${rest3}INTERNALEXCEPTION`, 500, open, 'capture'],
  ['BITRIX_REST_V3_REALISATION_EXCEPTION_FIELDNOTFOUNDEXCEPTION', 400, no, 'refused'],
  // what no table knows goes by its status
  ['SOMETHING_NEW', 400, no, 'refused'],
  ['SOMETHING_NEW', 401, run, 'account'],
  ['SOMETHING_NEW', 408, open, 'capture'],
  ['SOMETHING_NEW', 429, run, 'account'],
  ['SOMETHING_NEW', 500, open, 'capture'],
  ['SOMETHING_NEW', 200, open, 'capture'],
]

describe('what an error of the portal means for a capture', () => {
  test.each(classes)('%s (%i)', (code, status, outcome, capture, method = 'tasks.task.add') => {
    const error = portalError({ code, text: '' }, { method, status, host: 'p', secret: 'secret' })
    expect([error.outcome, failureOf(error)]).toEqual([outcome, capture])
  })
})

test('every error that the demo portal can be told to answer with has its row', () => {
  const rows = new Set(classes.map(([code]) => code))
  expect([...namedErrors.values()].map(({ code }) => code).filter((code) => !rows.has(code))).toEqual([
    'invalid_request', // the same code as INVALID_REQUEST, in other letters
  ])
})
