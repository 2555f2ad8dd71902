/** The value of a JSON text; undefined for a text that is none, which no reader of JSON takes for a value. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
