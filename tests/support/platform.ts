import { randomUUID } from 'node:crypto'
import { join } from 'node:path'

export const onWindows = process.platform === 'win32'

/** What Wine lacks of Windows stands in docs/windows.md; only that may be left out by this. */
export const underWine = process.env['QUICKPLAN_WINE'] === '1'

/** An address at which a server of a test can listen: a socket in the folder, or a pipe. */
export const listeningPlace = (folder: string): string =>
  onWindows ? `\\\\.\\pipe\\quickplan-test-${randomUUID()}` : join(folder, 'socket')
