/**
 * Everything that crosses between the main process and the windows: requests, events and their shapes.
 * Types only, no imports, and nothing secret: a window learns *whether* somebody is signed in, never with what.
 */

/** What can go wrong in a way that a person can be told about. The words for each stand in resources/translations. */
export type ErrorCode =
  // the address that was pasted
  | 'webhook-malformed'
  | 'webhook-insecure'
  // signing in with an application of the portal
  | 'portal-malformed'
  | 'portal-insecure'
  | 'application-unknown'
  | 'user-refused'
  | 'port-taken'
  | 'callback-malformed'
  | 'state-wrong'
  | 'code-dead'
  | 'portal-other'
  | 'server-unknown'
  | 'token-refused'
  | 'timed-out'
  | 'cancelled'
  // the way to the portal
  | 'host-not-found'
  | 'host-silent'
  | 'offline'
  | 'portal-broken'
  | 'portal-busy'
  | 'portal-moved'
  // what the portal says of us
  | 'credentials-refused'
  | 'scope-missing'
  | 'plan-without-rest'
  | 'portal-deleted'
  | 'access-denied'
  | 'not-found'
  | 'refused'
  // My Plan
  | 'stage-is-first'
  | 'stage-not-empty'
  | 'stage-title-empty'
  | 'move-not-verified'
  // captures
  | 'title-empty'
  | 'capture-not-kept'
  // this computer
  | 'hotkey-taken'
  | 'hotkey-invalid'
  | 'keychain-locked'
  | 'keychain-absent'
  | 'keychain-refused'
  | 'link-refused'
  | 'signed-out'
  // our own mistakes
  | 'input-invalid'
  | 'unexpected'

/** A failure as the windows get it. */
export type Problem = {
  code: ErrorCode
  /** What it is about, fit to stand in a sentence: a host, a scope, a shortcut. Never a secret. */
  subject?: string
  /** The portal's own words, tags removed. Data, in the portal's language. */
  detail?: string
}

export type Reply<T> = { ok: true; value: T } | { ok: false; problem: Problem }

/** `locked` and `refused` can heal while the app runs; `absent` means that the desktop has no keychain at all. */
export type KeychainState = 'ok' | 'locked' | 'absent' | 'refused'

export type Account = {
  id: string
  kind: 'demo' | 'webhook' | 'oauth'
  /** Host (and port) of the portal, without path: `team.bitrix24.com`. */
  portal: string
  userId: number
  userName: string
}

export type Session = {
  /** Who captures go to, or null before the first sign-in. */
  account: Account | null
  /** Everybody who has signed in and not out, in the order of their signing in; `account` is one of them. */
  accounts: Account[]
  /** `ready`: calls can be made. `locked`: the account is known, its secret cannot be read now. */
  access: 'ready' | 'locked' | 'signed-out'
  keychain: KeychainState
  /** Where the secret lives. `memory` means that it is gone when Quickplan quits. */
  keptIn: 'keychain' | 'memory'
}

/** What an administrator of the portal hands out for a local application. */
export type OAuthInput = {
  /** The portal's address, with or without scheme. */
  portal: string
  clientId: string
  /** Goes to the keychain and never comes back to a window. */
  clientSecret: string
  /** Of the handler path `http://localhost:PORT/`, 1024 to 65535. */
  port: number
}

/** A column of My Plan. */
export type Stage = {
  id: number
  title: string
  /** Six upper-case hex digits without `#`. */
  color: string
}

export type Priority = 'low' | 'average' | 'high'

export type PlanTask = {
  id: number
  stageId: number
  title: string
  /** ISO 8601 with offset, or null. */
  deadline: string | null
  priority: Priority
  project: { id: number; name: string } | null
  responsible: { id: number; name: string } | null
  tags: string[]
}

export type Plan = {
  /** In the order of the board. */
  stages: Stage[]
  /** Open tasks of all stages, each stage's in the portal's order. */
  tasks: PlanTask[]
  /** False: this portal does not tell in which stage a task is, and every `stageId` is 0. */
  grouped: boolean
  /** When the portal answered, ISO 8601. */
  asOf: string
}

/** A part of the typed text that was understood. */
export type Span = {
  kind: 'deadline'
  /** UTF-16 offsets into the text, `to` exclusive. */
  from: number
  to: number
}

/** What a capture will become. */
export type Parsed = {
  title: string
  description: string
  /** Wall-clock time with offset, `2026-11-23T15:00:00+03:00`, or null. */
  deadline: string | null
  spans: Span[]
}

export type CaptureState = 'waiting' | 'sending' | 'sent' | 'attention'

/** A thought that was saved, and how far it has come. */
export type Capture = {
  id: string
  /** As it was typed. */
  text: string
  title: string
  deadline: string | null
  /** ISO 8601, UTC. */
  capturedAt: string
  state: CaptureState
  /** The task's id on the portal, once there is one. */
  taskId: number | null
  /** Where it goes: the portal's host. */
  portal: string
  /** Why it waits or needs attention. */
  problem: Problem | null
}

export type Language = 'system' | 'en' | 'ru'
export type Theme = 'system' | 'light' | 'dark'

export type Settings = {
  /** An Electron accelerator, such as `CommandOrControl+Shift+Space`. */
  shortcut: string
  language: Language
  theme: Theme
  /** The deadline's time for a date without one, `HH:MM`. */
  endOfDay: string
  /** The colours last given to stages, the latest first, at most eight: six upper-case hex digits without `#`. */
  recentColors: string[]
}

/** The settings together with what the machine made of them. */
export type SettingsView = Settings & {
  /** The language in use, after `system` was looked up. */
  locale: 'en' | 'ru'
  /** Why the shortcut does not work now, or null. */
  shortcutProblem: Problem | null
}

export type View = 'plan' | 'sent' | 'settings'

/** What a window may ask of the main process: one input, one answer. */
export type Requests = {
  'session.get': () => Session
  'session.try-demo': () => Session
  'session.use-webhook': (input: { address: string }) => Session
  /**
   * Signs in with a local application of the portal: opens the browser and answers when the person has come back, or
   * with `cancelled`, `timed-out`, `port-taken`. `port` is the one in the application's handler path.
   */
  'session.use-oauth': (input: OAuthInput) => Session
  /** The address that the browser was sent to, for where it cannot reach this computer; ends the waiting above. */
  'session.paste-callback': (input: { address: string }) => null
  'session.cancel-sign-in': () => null
  /** Makes another signed-in account the current one. */
  'session.switch': (input: { id: string }) => Session
  /** Tries the keychain again. */
  'session.unlock': () => Session
  /** Signs the current account out; another one, if there is one, becomes current. */
  'session.sign-out': () => Session

  'plan.get': () => Plan
  'stages.add': (input: { title: string; color: string; afterId: number }) => Stage
  /** `afterId` is the stage before it on the board, 0 for the first: the portal wants it named with every change. */
  'stages.update': (input: { id: number; title: string; color: string; afterId: number }) => Stage
  'stages.delete': (input: { id: number }) => null
  'tasks.move': (input: { taskId: number; stageId: number }) => null
  'tasks.open': (input: { taskId: number }) => null

  /** The unsaved text of the capture window. */
  'draft.get': () => string
  'draft.keep': (input: { text: string }) => null
  'capture.parse': (input: { text: string }) => Parsed
  /** Answers when the capture is on disk. `open`: its task opens in the browser once it is there. */
  'capture.save': (input: { text: string; open: boolean }) => Capture
  'capture.hide': () => null

  'captures.list': () => Capture[]
  'captures.open': (input: { id: string }) => null
  'captures.retry': (input: { id: string }) => null

  'settings.get': () => SettingsView
  'settings.change': (input: Partial<Settings>) => SettingsView
  /** While a new shortcut is being recorded the old one must not open the capture window. */
  'shortcut.pause': (input: { paused: boolean }) => null

  'window.show': (input: { view: View }) => null
  /** The capture page asks to be as tall as its content, in CSS pixels. */
  'window.fit': (input: { height: number }) => null
}

/** What the main process tells the windows of its own accord. */
export type Events = {
  'session.changed': Session
  'captures.changed': Capture[]
  'settings.changed': SettingsView
  /** The capture window has come up. */
  'capture.shown': null
  /** The main window is asked for one of its views. */
  'view.asked': View
}

export type RequestName = keyof Requests
export type EventName = keyof Events
export type Input<K extends RequestName> = Parameters<Requests[K]>[0]
export type Answer<K extends RequestName> = ReturnType<Requests[K]>

/** The two functions that the preload script gives a window, and all that a test has to offer in their place. */
export type Transport = {
  invoke: (name: RequestName, input: unknown) => Promise<Reply<unknown>>
  /** Returns the way to stop listening. */
  listen: (name: EventName, listener: (payload: never) => void) => () => void
}
