/**
 * A word of a command line as Windows' programs read it: in double quotes where it holds more than plain signs. A path there
 * holds no double quote; a backslash before one would count for it.
 * https://learn.microsoft.com/en-us/cpp/c-language/parsing-c-command-line-arguments
 */
export function windowsWord(word: string): string {
  return /^[\w@%+=:,./\\-]+$/.test(word) ? word : `"${word.replace(/\\+$/, '$&$&')}"`
}
