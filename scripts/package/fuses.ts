import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'

/**
 * The fuses of a packaged app, under electron-builder's names and in the wire's order.
 * https://www.electronjs.org/docs/latest/tutorial/fuses
 */
export const wantedFuses = {
  runAsNode: false,
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  // Electron looks at it on Windows and macOS only.
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  // There is no second snapshot to load.
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
} as const

type FuseName = keyof typeof wantedFuses

/** The name by which Electron's own library knows a fuse. */
export const electronsName = (name: FuseName) =>
  (name.charAt(0).toUpperCase() + name.slice(1)) as Capitalize<FuseName>

export type FuseReading = {
  name: FuseName
  wanted: boolean
  found: 'on' | 'off' | 'unknown'
  isRight: boolean
}

/** Reads the fuses out of a program's own bytes, one row each. Throws where the file holds none. */
export async function readFuses(executable: string): Promise<FuseReading[]> {
  const wire = await getCurrentFuseWire(executable)
  return (Object.keys(wantedFuses) as FuseName[]).map((name) => {
    const wanted = wantedFuses[name]
    const found = stateOf(wire[FuseV1Options[electronsName(name)]])
    return { name, wanted, found, isRight: found === (wanted ? 'on' : 'off') }
  })
}

/** The wire holds the digits 1 and 0, as characters. */
function stateOf(state: number | undefined): FuseReading['found'] {
  if (state === 0x31) return 'on'
  return state === 0x30 ? 'off' : 'unknown'
}

/** The reading as a table for people. */
export function fuseTable(readings: readonly FuseReading[]): string {
  return readings
    .map(({ name, found, isRight }) =>
      `  ${name.padEnd(38)} ${found.padEnd(8)}${isRight ? '' : 'WRONG'}`.trimEnd(),
    )
    .join('\n')
}
