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
  // a file with a stage set
  | 'set-unreadable'
  | 'set-too-large'
  | 'set-not-json'
  | 'set-newer'
  | 'set-title-wrong'
  | 'set-color-wrong'
  | 'set-malformed'
  | 'set-not-saved'
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
  /** How long the portal asks to be left alone, where it says so. */
  waitSeconds?: number
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

/** Which board: the account's own My Plan, or the kanban of a project. */
export type BoardId = {
  /** 0 is My Plan. */
  projectId: number
  /** Skip the project's own rights, which the portal grants to its administrators only. */
  asAdmin: boolean
}

/** A column of a board. */
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
  isCompleted: boolean
}

/** A board with its tasks. */
export type Plan = {
  /** In the order of the board. */
  stages: Stage[]
  /** Tasks of all stages, each stage's newest first. Completed ones only where they were asked for. */
  tasks: PlanTask[]
  /** False: this portal does not tell in which stage a task is, and every `stageId` is 0. */
  grouped: boolean
  /** When the portal answered, ISO 8601. */
  asOf: string
}

/** What became of a change to many tasks, one by one. */
export type TasksOutcome = { done: number[]; refused: { taskId: number; problem: Problem }[] }

/** What the account may do on a board, as far as the portal tells beforehand. */
export type BoardRights = {
  canMove: boolean
  /** An administrator of the portal, who may skip the rights of a project. */
  isAdmin: boolean
}

/** A project whose kanban can be shown. */
export type Project = { id: number; name: string }

/** How somebody likes to see a board. */
export type BoardView = { collapsed: number[]; showsCompleted: boolean }

/** Stages to make a board of, as they stand in a file. */
export type StageSet = { version: 1; name: string; stages: { title: string; color: string }[] }

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

  /** Parts of a large board come as `plan.part` before the answer. `completed`: completed tasks as well. */
  'plan.get': (input: { board: BoardId; completed: boolean }) => Plan
  /** The last answer to the above, kept on disk; null for none. */
  'plan.last': (input: { board: BoardId }) => Plan | null
  'stages.list': (input: { board: BoardId }) => Stage[]
  'stages.add': (input: { board: BoardId; title: string; color: string; afterId: number }) => Stage
  /** `afterId` is the stage before it on the board, 0 for the first: the portal wants it named with every change. */
  'stages.update': (input: {
    board: BoardId
    id: number
    title: string
    color: string
    afterId: number
  }) => Stage
  'stages.delete': (input: { board: BoardId; id: number }) => null
  /** Every task of a stage, completed ones too: all of them have to go before it can be deleted. */
  'stages.tasks': (input: { board: BoardId; id: number }) => number[]
  /** Moves up to 49 tasks and looks whether they have arrived. */
  'tasks.move': (input: { board: BoardId; taskIds: number[]; stageId: number }) => TasksOutcome
  /** Completes up to 49 tasks, or takes them up again. */
  'tasks.complete': (input: { taskIds: number[]; completed: boolean }) => TasksOutcome
  'tasks.open': (input: { taskId: number }) => null
  'boards.rights': (input: { board: BoardId }) => BoardRights
  /** The account's projects, those whose boards were looked at last first. */
  'boards.projects': () => Project[]
  'board-view.get': (input: { board: BoardId }) => BoardView
  'board-view.keep': (input: { board: BoardId; view: BoardView }) => null
  /** Asks where to and writes a file; false when the person thought better of it. */
  'stage-sets.export': (input: StageSet) => boolean
  /** Asks for a file and reads it; null when the person thought better of it. */
  'stage-sets.import': () => StageSet | null

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
  /** A large board, as far as it has been read. */
  'plan.part': { board: BoardId; plan: Plan }
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
