/** Characters. */
export const longestLink = 2_000

/** The web address that a text is, and is nothing else; null for any other text. */
export function linkIn(text: string): string | null {
  const link = text.trim()
  if (link.length > longestLink || !/^https?:\/\/\S+$/iu.test(link)) return null
  return URL.canParse(link) ? link : null
}
