import { join } from 'node:path'
import { root } from '../system/project.ts'

export const output = join(root, 'dist')

/** The folder of the unpacked app on this platform. */
export function unpackedFolder(): string {
  const arch = process.arch === 'x64' ? '' : `-${process.arch}`
  if (process.platform === 'darwin') return join(output, arch === '' ? 'mac' : `mac${arch}`)
  return join(output, `${process.platform === 'win32' ? 'win' : 'linux'}${arch}-unpacked`)
}

/** The unpacked app's program; on macOS the bundle. */
export function unpackedProgram(): string {
  if (process.platform === 'darwin') return join(unpackedFolder(), 'Quickplan.app')
  return join(unpackedFolder(), process.platform === 'win32' ? 'Quickplan.exe' : 'quickplan')
}
