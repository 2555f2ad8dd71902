type TestArguments = {
  unit: boolean
  e2e: boolean
  /** A commit: only what may be touched by the changes since then is tested. Null: everything. */
  since: string | null
  /** The end-to-end tests run behind a proxy that lets nothing through and notes what is asked for. */
  egress: boolean
  /** The end-to-end tests of a Wayland desktop, instead of the others. */
  wayland: boolean
  /** For the one runner that was chosen. */
  rest: string[]
}

/**
 * Which parts to run. `--unit` or `--e2e` alone may have arguments for their runner. `--changed`, or `--changed=COMMIT`,
 * tests what is not committed yet, or has changed since that commit; `--egress` and
 * `--wayland` are for the end-to-end tests. Throws where it is not clear what is meant.
 */
export function parseTestArguments(given: string[]): TestArguments {
  const changed = given.find((argument) => /^--changed(=.+)?$/.test(argument))
  const rest = given.filter(
    (argument) =>
      argument !== changed && !['--unit', '--e2e', '--egress', '--wayland', '--'].includes(argument),
  )
  const both = given.includes('--unit') === given.includes('--e2e')
  if (both && rest.length > 0) {
    throw new Error(`For which runner is ${rest.join(' ')}? Use --unit or --e2e with further arguments.`)
  }
  const egress = given.includes('--egress')
  const wayland = given.includes('--wayland')
  if (wayland && (both || given.includes('--unit'))) throw new Error('--wayland is for --e2e only.')
  const since = changed === undefined ? null : (changed.split('=')[1] ?? 'HEAD')
  return {
    unit: both || given.includes('--unit'),
    e2e: both || given.includes('--e2e'),
    since,
    egress,
    wayland,
    rest,
  }
}

/** Whether a file, by its path in the project, is one that the end-to-end tests themselves are made of. */
export function belongsToE2e(path: string): boolean {
  return /^tests\/(e2e|support)\/|^playwright\.config\.ts$/.test(path)
}
