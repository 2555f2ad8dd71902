/**
 * The words of a desktop entry's command line, read as a desktop reads it: the value's escapes first, then the quotes,
 * then fields. https://specifications.freedesktop.org/desktop-entry-spec/latest/exec-variables.html
 */
export function wordsOfExec(entry: string): string[] {
  const value = /^Exec=(.*)$/m.exec(entry)?.[1] ?? ''
  const signs: Record<string, string> = { s: ' ', n: '\n', t: '\t', r: '\r', '\\': '\\' }
  const line = value.replace(/\\(.)/g, (all, sign: string) => signs[sign] ?? all)
  const words = [...line.matchAll(/"(?<quoted>(?:\\["`$\\]|[^"`$\\])*)"|(?<bare>[^\s"'\\><~|&;$*?#()`]+)/g)]
  return words.map(({ groups }) =>
    (groups?.['bare'] ?? unquoted(groups?.['quoted'] ?? '')).replaceAll('%%', '%'),
  )
}

const unquoted = (text: string) => text.replace(/\\(.)/gs, '$1')
