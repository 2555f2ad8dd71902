import type {
  Account,
  Capture,
  Diagnostics,
  NetworkView,
  SeenCertificate,
  Session,
  Settings,
  SettingsView,
} from '../../../electron/model.ts'
import type { Answers } from '../fake-transport.ts'

export const anna: Account = {
  id: 'anna',
  kind: 'webhook',
  portal: 'team.bitrix24.com',
  userId: 1,
  userName: 'Anna Petrova',
}
export const boris: Account = {
  id: 'boris',
  kind: 'oauth',
  portal: 'второй.bitrix24.ru',
  userId: 7,
  userName: 'Борис Смирнов',
}

export const session = (part: Partial<Session> = {}): Session => ({
  account: anna,
  accounts: [anna],
  access: 'ready',
  keychain: 'ok',
  keptIn: 'keychain',
  ...part,
})
export const signedOut = session({ account: null, accounts: [], access: 'signed-out' })

const defaults: Settings = {
  shortcut: 'CommandOrControl+Shift+Space',
  language: 'en',
  theme: 'light',
  endOfDay: '19:00',
  recentColors: [],
  keepSent: '30',
  workdays: [1, 2, 3, 4, 5],
  waitingNotice: '60',
  toldOfRepetition: false,
  reminder: 'off',
  templates: [],
}

/** The settings as they are at first, but for `part`. */
export const settings = (part: Partial<SettingsView> = {}): SettingsView => ({
  ...defaults,
  defaults,
  locale: 'en',
  shortcutProblem: null,
  shortcutPaused: false,
  ...part,
})

/** A capture that was sent as task 42. */
export const sentCapture = (id: string, part: Partial<Capture> = {}): Capture => ({
  id,
  text: id,
  title: id,
  deadline: null,
  priority: null,
  capturedAt: new Date().toISOString(),
  state: 'sent',
  steps: [],
  attachments: [],
  taskId: 42,
  completed: false,
  portal: anna.portal,
  problem: null,
  candidates: [],
  ...part,
})

export const diagnostics = (part: Partial<Diagnostics> = {}): Diagnostics => ({
  versions: { quickplan: '1.2.3', electron: '45.0.0', chromium: '150.0.0', node: '24.0.0' },
  system: 'Linux 6.1.0 (x64)',
  session: 'x11',
  tray: 'there',
  shortcut: { keys: 'CommandOrControl+Shift+Space', problem: null },
  portal: {
    host: anna.portal,
    kind: 'webhook',
    access: 'ready',
    abilities: {
      rest3: true,
      scopes: ['task', 'user'],
      missingScopes: [],
      taskScope: 'task',
      sortsByStage: true,
      sortsByHand: true,
      fullLists: true,
      bearer: null,
      askedAt: '2026-11-23T09:00:00Z',
    },
  },
  keychain: { state: 'ok', keptIn: 'keychain' },
  captures: { waiting: 0, attention: 0 },
  dataFolder: '~/.config/quickplan',
  log: '~/.config/quickplan/logs/main.log',
  ...part,
})

/** A straight way out, with nothing to be agreed to. */
export const network = (part: Partial<NetworkView> = {}): NetworkView => ({
  choice: { mode: 'system', address: '' },
  questions: [],
  pins: [],
  plainHosts: [],
  proxies: [],
  ...part,
})

/** A portal's certificate that nobody vouches for. */
export const certificate = (part: Partial<SeenCertificate> = {}): SeenCertificate => ({
  host: 'portal.office.test',
  subject: 'portal.office.test',
  issuer: 'Office Root, Office Ltd',
  validFrom: '2026-11-01T00:00:00Z',
  validTo: '2027-11-01T00:00:00Z',
  fingerprint: Array.from({ length: 32 }, (_, index) =>
    index.toString(16).padStart(2, '0').toUpperCase(),
  ).join(':'),
  faults: ['untrusted'],
  chain: ['portal.office.test', 'Office Root, Office Ltd'],
  mayBePinned: true,
  ...part,
})

/** A person who is signed in, on a computer where everything works, with nothing captured and an empty plan. */
export const defaultAnswers: Answers = {
  'session.get': () => session(),
  'network.get': () => network(),
  'settings.get': () => settings(),
  'captures.list': () => [],
  'upload.get': () => null,
  'damaged.list': () => [],
  'reminders.list': () => [],
  'autostart.get': () => ({ isOn: false, place: null, fault: null }),
  'updates.get': () => ({ version: '1.2.3', state: { kind: 'off' }, held: null }),
  'diagnostics.get': () => diagnostics(),
  'plan.last': () => null,
  'plan.get': () => ({ stages: [], tasks: [], grouped: true, byHand: false, asOf: '2026-11-23T09:00:00Z' }),
  'boards.rights': () => ({ canMove: true, isAdmin: false }),
  'boards.projects': () => [],
  'board-preferences.get': () => ({ collapsed: [], showsCompleted: false, isCompact: false }),
  'board-preferences.keep': () => null,
  'draft.get': () => ({ text: '', plain: [], attachments: [] }),
  'draft.keep': () => null,
  'capture.missed': () => null,
  'capture.suggest': () => null,
  'window.fit': () => null,
}
