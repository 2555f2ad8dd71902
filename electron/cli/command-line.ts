/** How a command begins. Anything else, such as a link, `--hidden` or a switch of Chromium's, starts the app. */
const beginnings = new Set([
  'add',
  'parse',
  'completion',
  '--capture',
  '--dry-run',
  '--json',
  '--data',
  '--wait',
  '--help',
  '--version',
])

/**
 * Whether the arguments of the app's own program are a command for the client. Only the first one counts: the command
 * lines that start the app have a switch of the app there.
 */
export function isCommandLine([first = '']: readonly string[]): boolean {
  const [name = ''] = first.split('=')
  return beginnings.has(name) && (name === first || name.startsWith('--'))
}
