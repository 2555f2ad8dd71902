/** What a paste or a drop brings: files to attach, text to put in, or nothing for us. */
export type Brought = { files: File[] } | { text: string } | null

/**
 * Reads a paste or a drop. Word processors and spreadsheets send a picture of their text along: then the text is meant.
 * A file manager sends paths along with its files: then the files are.
 */
export function broughtBy(data: DataTransfer | null): Brought {
  if (!data) return null
  const text = data.getData('text/plain')
  const isFormattedText = text !== '' && data.types.includes('text/html')
  const files = [...data.files]
  if (files.length > 0 && !isFormattedText) return { files }
  const links = data
    .getData('text/uri-list')
    .split(/\r?\n/u)
    .filter((line) => line && !line.startsWith('#'))
  const found = text || links.join('\n')
  return found ? { text: found } : null
}
