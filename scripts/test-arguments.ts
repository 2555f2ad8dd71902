/** Which parts to run, and the arguments for the one runner: `--unit` or `--e2e` alone may have some. */
export function parseTestArguments(given: string[]) {
  const rest = given.filter((argument) => !['--unit', '--e2e', '--'].includes(argument))
  const both = given.includes('--unit') === given.includes('--e2e')
  if (both && rest.length > 0) {
    throw new Error(`For which runner is ${rest.join(' ')}? Use --unit or --e2e with further arguments.`)
  }
  return { unit: both || given.includes('--unit'), e2e: both || given.includes('--e2e'), rest }
}
