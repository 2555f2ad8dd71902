/** Signs that turn the direction of what stands beside them: embeddings, overrides and isolates (Unicode TR 9, section 2). */
const directions = /[\u202A-\u202E\u2066-\u2069]/g

/** A text that is shown as it is written: `invoice\u202Efdp.exe` cannot look like `invoiceexe.pdf`, nor turn what follows it. */
export const withoutDirections = (text: string): string => text.replace(directions, '')
