/** An error that Bitrix24 is known to answer with. */
export type NamedError = { shape: 'v2' | 'v3'; status: number; code: string; message: string }

/** Of the old API, of the system and of the token endpoint, where both APIs answer alike. */
const old = {
  INTERNAL_SERVER_ERROR: [500, 'Internal server error'],
  ERROR_UNEXPECTED_ANSWER: [500, 'Server returned an unexpected response'],
  QUERY_LIMIT_EXCEEDED: [503, 'Too many requests'],
  ERROR_BATCH_METHOD_NOT_ALLOWED: [405, 'Method is not allowed for batch usage'],
  ERROR_BATCH_LENGTH_EXCEEDED: [400, 'Max batch length exceeded'],
  NO_AUTH_FOUND: [401, 'Wrong authorization data'],
  INVALID_REQUEST: [400, 'Https required'],
  OVERLOAD_LIMIT: [503, 'REST API is blocked due to overload'],
  ACCESS_DENIED: [403, 'REST API is available only on commercial plans'],
  INVALID_CREDENTIALS: [403, 'Invalid request credentials'],
  ERROR_MANIFEST_IS_NOT_AVAILABLE: [404, 'Manifest is not available'],
  insufficient_scope: [403, 'The request requires higher privileges than provided by the webhook token'],
  expired_token: [401, 'The access token provided has expired'],
  invalid_token: [401, 'Unable to get application by token'],
  user_access_error: [403, 'The user does not have access to the application'],
  PORTAL_DELETED: [500, 'Portal was deleted'],
  ERROR_METHOD_NOT_FOUND: [404, 'Method not found!'],
  OPERATION_TIME_LIMIT: [429, 'Method is blocked due to operation time limit'],
  ERROR_CORE: [400, 'TASKS_ERROR_EXCEPTION_#8; Action failed; 8/TE/ACTION_FAILED_TO_BE_PROCESSED<br>'],
  '100': [400, 'Could not find value for parameter {fields} (internal error)'],
  '0': [400, 'Action on the task is not allowed'],
  '1048582': [400, 'Action on the task is not allowed'],
  'ACTION_NOT_ALLOWED.RESTRICTED': [400, 'The action is not available on your plan'],
  METHOD_CONFIRM_WAITING: [401, 'Waiting for confirmation by the administrator'],
  METHOD_CONFIRM_DENIED: [403, 'The administrator denied the method'],
  APPLICATION_NOT_FOUND: [401, 'Application not found'],
  CONNECTION_ERROR: [401, 'Error connecting to the authorization server'],
  authorization_error: [401, 'Unable to authorize user'],
  invalid_request: [400, 'Invalid request'],
  invalid_client: [401, 'Invalid client'],
  invalid_grant: [400, 'Invalid grant'],
  bad_verification_code: [400, 'Bad verification code'],
  invalid_scope: [400, 'Invalid scope'],
  PAYMENT_REQUIRED: [402, 'Payment required'], // the status is documented nowhere
} satisfies Record<string, [number, string]>

/** Of REST 3.0, without the long prefix. */
const rest3 = {
  VALIDATION_REQUESTVALIDATIONEXCEPTION: [400, 'Invalid request'],
  VALIDATION_DTOVALIDATIONEXCEPTION: [400, 'Invalid object'],
  INVALIDJSONEXCEPTION: [400, 'Invalid JSON in request body'],
  UNKNOWNDTOPROPERTYEXCEPTION: [400, 'Unknown field'],
  UNKNOWNFILTEROPERATOREXCEPTION: [400, 'Unknown filter operator'],
  INVALIDFILTEREXCEPTION: [400, 'Invalid filter'],
  INVALIDSELECTEXCEPTION: [400, 'Invalid select'],
  INVALIDORDEREXCEPTION: [400, 'Invalid order'],
  INVALIDPAGINATIONEXCEPTION: [400, 'Invalid pagination'],
  ENTITYNOTFOUNDEXCEPTION: [400, 'Record not found'],
  METHODNOTFOUNDEXCEPTION: [400, 'Method not found'],
  WRONGHTTPREQUESTMETHODEXCEPTION: [400, 'Wrong HTTP request method'],
  INVALIDIDEMPOTENCYKEYEXCEPTION: [400, 'The key must be 1 to 255 printable ASCII characters'],
  IDEMPOTENCYKEYREUSEDEXCEPTION: [422, 'The key was used with another request body'],
  ACCESSDENIEDEXCEPTION: [403, 'Access denied'],
  INSUFFICIENTSCOPEEXCEPTION: [403, 'Insufficient scope'],
  LICENSEEXCEPTION: [403, 'The action is not available on your plan'],
  RATELIMITEXCEPTION: [429, 'Rate limit exceeded'],
  INTERNALEXCEPTION: [500, 'Internal server error'],
} satisfies Record<string, [number, string]>

/** Every error of the reference by the name that a rule calls it: its code, for REST 3.0 without the prefix. */
export const namedErrors: ReadonlyMap<string, NamedError> = new Map([
  ...Object.entries(old).map(([code, [status, message]]): [string, NamedError] => [
    code,
    { shape: 'v2', status, code, message },
  ]),
  ...Object.entries(rest3).map(([name, [status, message]]): [string, NamedError] => [
    name,
    { shape: 'v3', status, code: `BITRIX_REST_V3_EXCEPTION_${name}`, message },
  ]),
])
