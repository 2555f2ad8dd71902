/** Signs that turn the direction of what stands beside them: embeddings, overrides and isolates (Unicode TR 9, section 2). */
const directions = /[\u202A-\u202E\u2066-\u2069]/g

/** A value for a sentence, whose other words keep their places whatever is in it. */
export const withoutDirections = (text: string): string => text.replace(directions, '')
