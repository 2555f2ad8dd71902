import type { UpdateFault } from '../model.ts'

/** An update that does not come, and why. */
export class UpdateError extends Error {
  override readonly name = 'UpdateError'
  constructor(
    readonly fault: UpdateFault,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}
