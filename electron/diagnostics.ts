import { AppError } from './errors.ts'
import type { Capture, ConnectionTest, Diagnostics, PortalAbilities, Session, SettingsView } from './model.ts'

export type DiagnosticsReader = {
  get(): Promise<Diagnostics>
  /** Asks the current account's portal what it can do. Throws `signed-out` where there is none. */
  probe(): Promise<Diagnostics>
  /** Walks to the current account's portal, step by step. Throws `signed-out` where there is none. */
  test(): Promise<Diagnostics>
  /** Puts the report on the clipboard. */
  copy(): Promise<void>
}

type Deps = {
  versions: Diagnostics['versions']
  system: string
  platform: NodeJS.Platform
  env: NodeJS.ProcessEnv
  home: string
  dataFolder: string
  /** The path of the log. */
  log: string
  /** Whether the desktop shows tray icons. */
  tray: () => Promise<Diagnostics['tray']>
  session: () => Session
  settings: () => SettingsView
  captures: () => readonly Capture[]
  capabilities: (accountId: string) => {
    known: () => PortalAbilities
    probe: () => Promise<PortalAbilities>
  }
  testConnection: (accountId: string) => Promise<ConnectionTest>
  toClipboard: (text: string) => void
}

/** What Quickplan runs on and with, for somebody who has to find out why something does not work. */
export function createDiagnostics(deps: Deps): DiagnosticsReader {
  const { versions, system, platform, env, dataFolder, home, session, settings, captures, capabilities } =
    deps

  /** Of this account, as another one has another portal. */
  let tested: { accountId: string; test: ConnectionTest } | null = null

  const get = async (): Promise<Diagnostics> => {
    const { account, access, keychain, keptIn } = session()
    const { shortcut, shortcutProblem } = settings()
    const count = (...states: string[]) => captures().filter(({ state }) => states.includes(state)).length
    return {
      versions,
      system,
      session: sessionType(platform, env),
      tray: await deps.tray(),
      shortcut: { keys: shortcut, problem: shortcutProblem },
      portal: account && {
        host: account.portal,
        kind: account.kind,
        access,
        abilities: capabilities(account.id).known(),
      },
      keychain: { state: keychain, keptIn },
      ...(tested && tested.accountId === account?.id ? { connection: tested.test } : {}),
      captures: { waiting: count('waiting', 'sending'), attention: count('attention') },
      dataFolder: inHome(dataFolder, home),
      log: inHome(deps.log, home),
    }
  }

  return {
    get,
    probe: async () => {
      const { account } = session()
      if (!account) throw new AppError('signed-out', 'There is no portal to ask')
      await capabilities(account.id).probe()
      return get()
    },
    test: async () => {
      const { account } = session()
      if (!account) throw new AppError('signed-out', 'There is no portal to walk to')
      tested = { accountId: account.id, test: await deps.testConnection(account.id) }
      return get()
    },
    copy: async () => deps.toClipboard(reportOf(await get())),
  }
}

/** A path as a user writes it: the home folder is `~`. */
export const inHome = (path: string, home: string): string =>
  path.startsWith(home) ? `~${path.slice(home.length)}` : path

/** How windows come to the screen here. */
export function sessionType(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): Diagnostics['session'] {
  if (platform === 'win32') return 'windows'
  if (platform === 'darwin') return 'macos'
  if (env['WAYLAND_DISPLAY']) return 'wayland'
  return env['DISPLAY'] ? 'x11' : 'unknown'
}

/** All of it as lines of `name: value`, in English, as the one who helps may speak another language. */
export function reportOf(found: Diagnostics): string {
  const { versions, portal, shortcut, keychain, captures } = found
  const lines: [string, string][] = [
    ['Quickplan', versions.quickplan],
    ['Electron', `${versions.electron} (Chromium ${versions.chromium}, Node ${versions.node})`],
    ['System', `${found.system}, ${found.session}`],
    ['Tray', found.tray],
    ['Shortcut', `${shortcut.keys} (${shortcut.problem?.code ?? 'works'})`],
    ['Keychain', `${keychain.state}, secret kept in ${keychain.keptIn}`],
    ['Captures', `${captures.waiting} waiting, ${captures.attention} need attention`],
    ['Data folder', found.dataFolder],
    ['Log', found.log],
    ...(found.connection ? connectionLines(found.connection) : []),
    ...(portal ? portalLines(portal) : [['Portal', 'signed out'] as [string, string]]),
  ]
  return lines.map(([name, value]) => `${name}: ${value}\n`).join('')
}

function connectionLines({ at, steps, firstByteMs, clockAhead }: ConnectionTest): [string, string][] {
  return [
    ['Connection', `tested ${at}`],
    ...steps.map(({ name, state, detail, problem }): [string, string] => [
      `  ${name}`,
      [state, problem?.code, problem?.subject, detail].filter(Boolean).join(', '),
    ]),
    ['  First byte', firstByteMs === null ? 'none' : `${firstByteMs} ms`],
    ['  Portal’s clock', clockAhead === null ? 'not told' : `${clockAhead} s ahead`],
  ]
}

function portalLines({
  host,
  kind,
  access,
  abilities,
}: NonNullable<Diagnostics['portal']>): [string, string][] {
  return [
    ['Portal', `${host} (${kind}, ${access})`],
    ['REST 3.0', said(abilities.rest3)],
    ['Task permission', abilities.taskScope ?? 'not asked'],
    ['Permissions', abilities.scopes?.join(', ') ?? 'not asked'],
    [
      'Permissions that are missing',
      abilities.missingScopes?.join(', ') || (abilities.missingScopes ? 'none' : 'not asked'),
    ],
    ['Tasks by stage (STAGES_ID)', said(abilities.sortsByStage)],
    ['Order by hand (SORTING)', said(abilities.sortsByHand)],
    ['Lists tell projects and tags (REST 3.0)', said(abilities.fullLists)],
    ['Token in the header', said(abilities.bearer)],
    ['Asked', abilities.askedAt ?? 'never'],
  ]
}

function said(answer: boolean | null): string {
  if (answer === null) return 'not known'
  return answer ? 'yes' : 'no'
}
