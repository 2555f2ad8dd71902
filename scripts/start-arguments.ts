/** Takes `--dev` and `--official` out of the arguments; all others are for the app, in their order. */
export function parseStartArguments(given: string[]) {
  const own = ['--dev', '--official']
  return {
    dev: given.includes('--dev'),
    official: given.includes('--official'),
    rest: given.filter((argument) => !own.includes(argument) && argument !== '--'),
  }
}
