/**
 * The desktop entry that starts a program with the session.
 * https://specifications.freedesktop.org/desktop-entry-spec/latest/
 */
export function entryOf(words: readonly string[]): string {
  const [program = ''] = words
  // GLib looks for the program before it makes one percent sign out of two.
  const line = program.includes('%') ? ['/usr/bin/env', ...words] : words
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Quickplan',
    `Exec=${escaped(line.map(quoted).join(' '))}`,
    // A desktop passes the entry over where the program is gone, as after its removal.
    `TryExec=${escaped(program)}`,
    'Icon=quickplan',
    'Terminal=false',
    'StartupNotify=false',
    '',
  ].join('\n')
}

/** Whether a desktop starts what the entry says; desktops switch one off by a key in it. */
export function isSwitchedOn(entry: string): boolean {
  const values = valuesOf(entry)
  return (
    values.has('Exec') &&
    values.get('Hidden') !== 'true' &&
    values.get('X-GNOME-Autostart-enabled') !== 'false'
  )
}

/** The program that has to be there for the entry to be of use, or null where it names none. */
export function programOf(entry: string): string | null {
  const value = valuesOf(entry).get('TryExec')
  return value === undefined ? null : value.replace(/\\(.)/g, (_all, sign: string) => signs[sign] ?? sign)
}

const signs: Record<string, string> = { s: ' ', n: '\n', t: '\t', r: '\r' }

/** The keys of the entry's own group; there may be others, of its actions. */
function valuesOf(entry: string): Map<string, string> {
  const [, group = ''] = `\n${entry}`.split(/\r?\n\[Desktop Entry\][ \t]*\r?\n/)
  const [own = ''] = `\n${group}`.split(/\n\[/)
  const pairs = [...own.matchAll(/^([A-Za-z0-9-]+)[ \t]*=[ \t]*(.*?)[ \t\r]*$/gm)]
  return new Map(pairs.map(([, key = '', value = '']) => [key, value]))
}

/** An argument of a command line: whole in double quotes where it holds anything that is reserved. */
function quoted(word: string): string {
  const whole = word.replaceAll('%', '%%') // a single one begins a field such as %U
  return /^[\w@%+=:,./-]+$/.test(whole) ? whole : `"${whole.replace(/["`$\\]/g, '\\$&')}"`
}

/** What every value of an entry has escaped, on top of a command line's own quotes. */
const escaped = (value: string) =>
  value
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', '\\n')
    .replaceAll('\t', '\\t')
    .replaceAll('\r', '\\r')
    .replace(/^ | $/g, '\\s')
