// \p{Cs}: halves of a pair that stand alone cannot be written as UTF-8.
const controls = /[^\P{Cc}\n\t]/gu
const halves = /\p{Cs}/gu

/** A text from outside as the capture window could have typed it: `\n` ends lines, and no other control characters are in it. */
export const plainText = (text: string): string =>
  text.replace(/\r\n?/g, '\n').replace(controls, '').replace(halves, '\uFFFD')
