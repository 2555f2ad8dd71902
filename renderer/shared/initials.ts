/** The first letters of a name's first two words, as the language writes capitals: `AP`. */
export const initialsOf = (name: string, locale: string): string =>
  name
    .split(/\s+/u)
    .slice(0, 2)
    .map((word) => [...word][0] ?? '')
    .join('')
    .toLocaleUpperCase(locale)
