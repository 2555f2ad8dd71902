import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'

/** The fuses of a packaged app, https://www.electronjs.org/docs/latest/tutorial/fuses, under electron-builder's names. */
export const wantedFuses = {
  runAsNode: false,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableCookieEncryption: true,
  // Electron looks at it on Windows and macOS only.
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  // There is no second snapshot to load.
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
} as const

type FuseName = keyof typeof wantedFuses

const places: Record<FuseName, FuseV1Options> = {
  runAsNode: FuseV1Options.RunAsNode,
  enableNodeOptionsEnvironmentVariable: FuseV1Options.EnableNodeOptionsEnvironmentVariable,
  enableNodeCliInspectArguments: FuseV1Options.EnableNodeCliInspectArguments,
  enableCookieEncryption: FuseV1Options.EnableCookieEncryption,
  enableEmbeddedAsarIntegrityValidation: FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
  onlyLoadAppFromAsar: FuseV1Options.OnlyLoadAppFromAsar,
  loadBrowserProcessSpecificV8Snapshot: FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
  grantFileProtocolExtraPrivileges: FuseV1Options.GrantFileProtocolExtraPrivileges,
}

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
    const found = stateOf(wire[places[name]])
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
