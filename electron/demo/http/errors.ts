/** One complaint about one field, as REST 3.0 lists them. */
export type Validation = { message: string; field?: string }

/** A refusal in Bitrix24's words: `v2` errors are flat, `v3` errors are an object. */
export class PortalError extends Error {
  override readonly name = 'PortalError'

  constructor(
    readonly shape: 'v2' | 'v3',
    readonly status: number,
    readonly code: string,
    message: string,
    readonly validation: Validation[] | null = null,
  ) {
    super(message)
  }
}

const prefix = 'BITRIX_REST_V3_EXCEPTION_'

/** An error of the old API or of the system; most method errors come with 400. */
export function v2Error(code: string, message: string, status = 400): PortalError {
  return new PortalError('v2', status, code, message)
}

/** A REST 3.0 error; `name` is the code after its long prefix. */
export function v3Error(name: string, message: string, status = 400): PortalError {
  return new PortalError('v3', status, prefix + name, message)
}

/** What REST 3.0 says of a request with wrong or missing values. */
export function invalidRequest(validation: Validation[]): PortalError {
  const message = validation.map((complaint) => complaint.message).join('. ')
  return new PortalError('v3', 400, `${prefix}VALIDATION_REQUESTVALIDATIONEXCEPTION`, message, validation)
}

/** What REST 3.0 says of a field that nobody may fill in. */
export function invalidObject(validation: Validation[]): PortalError {
  const message = validation.map((complaint) => complaint.message).join('. ')
  return new PortalError('v3', 400, `${prefix}VALIDATION_DTOVALIDATIONEXCEPTION`, message, validation)
}

export function accessDenied(message = 'Access denied'): PortalError {
  return v3Error('ACCESSDENIEDEXCEPTION', message, 403)
}

/** The error as it goes over the wire. */
export function errorBody({ shape, code, message, validation }: PortalError): object {
  if (shape === 'v2') return { error: code, error_description: message }
  return { error: { code, message, ...(validation ? { validation } : {}) } }
}

/** Names what was thrown: a refusal stays as it is, a bug becomes an internal error of the API that was called. */
export function toPortalError(error: unknown, api: 'v2' | 'v3'): PortalError {
  if (error instanceof PortalError) return error
  if (api === 'v3') return v3Error('INTERNALEXCEPTION', 'Internal server error', 500)
  return v2Error('INTERNAL_SERVER_ERROR', 'Internal server error', 500)
}
