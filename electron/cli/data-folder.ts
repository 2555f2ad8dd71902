import { join } from 'node:path'

type Computer = { platform: NodeJS.Platform; home: string; env: NodeJS.ProcessEnv }

/** Where the app keeps its data unless told otherwise: Electron's `userData`, https://www.electronjs.org/docs/latest/api/app#appgetpathname. */
export function usualDataFolder({ platform, home, env }: Computer): string {
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Quickplan')
  const usual = platform === 'win32' ? join(home, 'AppData', 'Roaming') : join(home, '.config')
  const given = env[platform === 'win32' ? 'APPDATA' : 'XDG_CONFIG_HOME']
  return join(given === undefined || given === '' ? usual : given, 'Quickplan')
}
