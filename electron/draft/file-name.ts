const longest = 200
const controls = /[\p{Cc}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u061C\u200B\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu
/** What Windows takes for a device whatever follows the dot, https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file. */
const device = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[\d¹²³])(?=\s*(\.|$))/i

/**
 * A file's name as data that any disk, portal and window can hold: without folders, control characters, turns of the
 * writing direction and what Windows forbids, no longer than 200 characters, its ending kept.
 */
export function safeFileName(name: string): string {
  const plain = (name.split(/[\\/]/).at(-1) ?? '')
    .normalize('NFC')
    .replace(controls, '')
    .replace(/[:*?"<>|]/g, '_')
    .replace(/^[\s.]+|[\s.]+$/g, '')
    .replace(device, '$&_')
  if (plain === '') return 'file'
  const ending = /\.[^.\s]{1,20}$/.exec(plain)?.[0] ?? ''
  const stem = plain.slice(0, plain.length - ending.length)
  const short = [...stem].slice(0, longest - ending.length).join('')
  return (short + ending).replace(/[\s.]+$/, '')
}
