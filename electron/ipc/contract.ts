/** Every request and event that crosses between the main process and the windows. Types only. */

import type {
  AutostartView,
  BoardId,
  BoardRights,
  BoardPreferences,
  Capture,
  CapturePlace,
  CaptureShown,
  Damaged,
  Diagnostics,
  DraftView,
  FoundTask,
  NetworkView,
  OAuthInput,
  Parsed,
  Plan,
  Priority,
  Problem,
  Project,
  ProxyChoice,
  Range,
  Reminder,
  ReminderAction,
  Session,
  Settings,
  SettingsView,
  Stage,
  StageSet,
  Suggestions,
  TaskAction,
  TaskDetails,
  TaskEdit,
  TaskResults,
  TaskRights,
  TaskState,
  TasksOutcome,
  UnchangedPlan,
  UpdateView,
  View,
  Upload,
} from '../model.ts'

export type Reply<T> = { ok: true; value: T } | { ok: false; problem: Problem }

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
  /** Opens the browser for an account whose sign-in has ended, and answers like the above; its keys come from the keychain. */
  'session.sign-in-again': (input: { id: string }) => Session
  /** The address that the browser was sent to, for where it cannot reach this computer; ends the waiting above. */
  'session.paste-callback': (input: { address: string }) => null
  'session.cancel-sign-in': () => null
  /** The user has read which permissions the account lacks. */
  'session.told-scopes': () => Session
  /** Makes another signed-in account the current one. */
  'session.switch': (input: { id: string }) => Session
  /** Tries the keychain again. */
  'session.unlock': () => Session
  /** Signs the current account out; another one, if there is one, becomes current. */
  'session.sign-out': () => Session

  /** Parts of a large board come as `plan.part` before the answer. `completed`: completed tasks as well. */
  /** `known`: the `asOf` of the answer that the window still has as it was. `whole`: not only what seems to have changed. */
  'plan.get': (input: {
    board: BoardId
    completed: boolean
    whole?: boolean
    known?: string
  }) => Plan | UnchangedPlan
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
  /** Open tasks of one's own by words of their titles, twenty at most: at once from what is kept, or from the portal. */
  'tasks.find': (input: { words: string; from: 'kept' | 'portal' }) => FoundTask[]
  'tasks.move': (input: { board: BoardId; taskIds: number[]; stageId: number }) => TasksOutcome
  /** Completes up to 49 tasks, or takes them up again. */
  'tasks.complete': (input: { taskIds: number[]; completed: boolean }) => TasksOutcome
  /**
   * Puts a task of My Plan above (`before`) or below (`after`) another one of a stage; offered where a plan says
   * `byHand`. `order-not-kept`: this portal does not, and plans are no longer `byHand`.
   */
  'tasks.place': (input: {
    taskId: number
    stageId: number
    beside: { before: number } | { after: number }
  }) => null
  /** What may be done with a task; null where the portal does not tell beforehand. */
  'tasks.rights': (input: { taskId: number }) => TaskRights | null
  /** Changes the state of a task and answers the new one. */
  'tasks.act': (input: { taskId: number; action: TaskAction }) => TaskState
  'tasks.results': (input: { taskId: number }) => TaskResults
  'tasks.add-result': (input: { taskId: number; text: string }) => null
  'tasks.open': (input: { taskId: number }) => null
  /** All of one task. `not-found`: it is gone, or not for this account. */
  'tasks.details': (input: { taskId: number }) => TaskDetails
  /** Changes a task itself, on the portal. `title-empty`, `title-too-long`: nothing was changed. */
  'tasks.change': (input: { taskId: number; change: TaskEdit }) => null
  'tasks.comment': (input: { taskId: number; text: string }) => null
  /** Ticks an item of a checklist, or takes the tick away. */
  'tasks.check': (input: { taskId: number; itemId: number; completed: boolean }) => null
  'boards.rights': (input: { board: BoardId }) => BoardRights
  /** The account's projects, those whose boards were looked at last first. */
  'boards.projects': () => Project[]
  'board-preferences.get': (input: { board: BoardId }) => BoardPreferences
  'board-preferences.keep': (input: { board: BoardId; preferences: BoardPreferences }) => null
  /** Asks where to and writes a file; false when the person thought better of it. */
  'stage-sets.export': (input: StageSet) => boolean
  /** Asks for a file and reads it; null when the person thought better of it. */
  'stage-sets.import': () => StageSet | null

  'draft.get': () => DraftView
  'draft.keep': (input: { text: string; plain: Range[] }) => null
  /** Throws the draft away, attachments too; `draft.restore` brings the last one back. */
  'draft.discard': () => DraftView
  'draft.restore': () => DraftView
  /** Puts the draft aside, and begins another one with this text: in one step, so that neither can be lost. */
  'draft.set-aside': (input: { text: string }) => DraftView
  /** Brings back what was put aside last; what is in its place is put aside instead. */
  'draft.bring-back': () => DraftView
  'draft.detach': (input: { id: string }) => DraftView
  'capture.parse': (input: { text: string; plain: Range[] }) => Parsed
  /** Null where nothing can be suggested. `caret`: a UTF-16 offset. */
  'capture.suggest': (input: { text: string; plain: Range[]; caret: number }) => Suggestions | null
  /**
   * Answers when the captures are on disk. `then`: what happens next; `open` also opens the task in the browser once it is there.
   * `lines`: every line that is not blank becomes a capture of its own.
   */
  'capture.save': (input: {
    text: string
    plain: Range[]
    then: 'hide' | 'open' | 'stay'
    as: 'one' | 'lines'
  }) => Capture[]
  /**
   * Saves a text that came from outside and was agreed to, or was written at the foot of a column. The draft, and its
   * files, are left alone. `place` is where it goes unless the text itself names a stage, or a project.
   */
  'capture.add': (input: { text: string; plain?: Range[]; place?: CapturePlace | null }) => Capture
  'capture.hide': () => null
  /** What the window came up with before its page listened; asked when it does, and null where nothing was missed. */
  'capture.missed': () => CaptureShown | null

  'captures.list': () => Capture[]
  'captures.open': (input: { id: string }) => null
  /** Sends again what needs attention, or what is left of it. */
  'captures.retry': (input: { id: string }) => null
  /** Sends what needs attention without the files that the portal has not got. */
  'captures.leave-out-files': (input: { id: string }) => null
  /** Takes a capture back: out of the queue, or by deleting its task. */
  'captures.undo': (input: { id: string }) => null
  /** Brings a capture that was undone back, as a new one. */
  'captures.restore': (input: { id: string }) => Capture
  /** Changes what has not been sent, or the task that it became. */
  'captures.edit': (input: {
    id: string
    title?: string
    deadline?: string | null
    priority?: Priority
  }) => Capture
  'captures.complete': (input: { id: string }) => null
  'captures.comment': (input: { id: string; text: string }) => null
  /** Which task of the portal is this capture, when an answer was lost: one of `candidates`, or null for none of them. */
  'captures.identify': (input: { id: string; taskId: number | null }) => null

  /** The files that are on their way; null for none. */
  'upload.get': () => Upload | null
  /** Stops the files of a capture; the task is there, and needs attention. */
  'upload.stop': (input: { id: string }) => null

  /** Puts all that is not delivered on the clipboard, as it was typed; answers how many captures it is. */
  'captures.copy-undelivered': () => number

  'damaged.list': () => Damaged[]
  /** Puts as much of its text as is shown on the clipboard. */
  'damaged.copy': (input: { name: string }) => null
  /** Deletes it for good. */
  'damaged.remove': (input: { name: string }) => null

  'settings.get': () => SettingsView
  'settings.change': (input: Partial<Settings>) => SettingsView
  /** Asks where to and writes a file; false when the person thought better of it. */
  'settings.export': () => boolean
  /** Asks for a file and reads the settings in it, without changing any; null when the person thought better of it. */
  'settings.import': () => Partial<Settings> | null
  /** While a new shortcut is being recorded the old one must not open the capture window. */
  'shortcut.pause': (input: { paused: boolean }) => null
  /** The command line that opens the capture window, to be bound to a key in the desktop's own settings. */
  /**
   * While a user tries the shortcut, a press sends `shortcut.arrived` and opens no window; ends by itself after half a minute.
   */
  'shortcut.try': (input: { on: boolean }) => null
  'shortcut.command': () => string
  /** Puts that command on the clipboard; a page itself may not. */
  'clipboard.copy-command': () => null

  'autostart.get': () => AutostartView
  'autostart.set': (input: { on: boolean }) => AutostartView

  'diagnostics.get': () => Diagnostics
  /** Asks the current account's portal anew what it can do; answers with the rest as well. */
  'diagnostics.probe': () => Diagnostics
  /** Walks to the current account's portal, step by step; answers with the rest as well. */
  'diagnostics.test': () => Diagnostics
  /** Puts all of it on the clipboard, as a text for a person who helps. */
  'diagnostics.copy': () => null
  /** Shows the folder of the log in the file manager. */
  'diagnostics.open-log': () => null

  /** Those of which the notification was clicked. */
  'reminders.list': () => Reminder[]
  /** Answers what is left. Throws what the portal says of an action that it refuses; the reminder stays. */
  'reminders.act': (input: { taskId: number; action: ReminderAction }) => Reminder[]

  'network.get': () => NetworkView
  /** Agrees to what the way to a portal needs a person for, or puts it off. `login`: for a proxy; it goes to the keychain. */
  'network.answer': (input: {
    id: string
    yes: boolean
    login?: { user: string; password: string }
  }) => NetworkView
  /** Takes back what was agreed to for a host or a proxy. */
  'network.revoke': (input: { kind: 'pin' | 'plain' | 'proxy'; name: string }) => NetworkView
  /** Another way out. Answers `proxy-malformed` where the address is none. */
  'network.choose': (input: ProxyChoice) => NetworkView

  'updates.get': () => UpdateView
  /** Looks for a newer version and fetches it; what comes of it is told by `updates.changed` as well. */
  'updates.check': () => UpdateView
  /** Starts the app anew, with the version that was fetched. */
  'updates.install': () => UpdateView

  'window.show': (input: { view: View }) => null
  /** The capture page asks to be as tall as its content, in CSS pixels. */
  'window.fit': (input: { height: number }) => null
}

/** What the main process tells the windows of its own accord. */
export type Events = {
  'session.changed': Session
  /** The captures that are new or not what they were, and no others. */
  'captures.changed': Capture[]
  /** They were kept long enough after they were sent, and are in no list any more. */
  'captures.removed': string[]
  'upload.changed': Upload | null
  'settings.changed': SettingsView
  /** The shortcut was pressed while it was tried. */
  'shortcut.arrived': null
  /** The capture window has come up. */
  'capture.shown': CaptureShown
  /** The capture window is hidden: nothing in it needs the focus, and no caret has to blink. */
  'capture.hidden': null
  /** Other people, projects or stages can be named than before: what is being typed may mean more now. */
  'names.changed': null
  /** The program that has the clipboard does not hand it over: nothing was pasted into this window. */
  'paste.refused': null
  /** Files were taken into the draft, or some of them were not. */
  'draft.changed': DraftView
  /** A large board, as far as it has been read. */
  'plan.part': { board: BoardId; plan: Plan }
  'updates.changed': UpdateView
  'network.changed': NetworkView
  'reminders.changed': Reminder[]
  /** The main window is asked for one of its views. */
  'view.asked': View
}

export type RequestName = keyof Requests

export type EventName = keyof Events

export type Input<K extends RequestName> = Parameters<Requests[K]>[0]

export type Answer<K extends RequestName> = ReturnType<Requests[K]>

/** The functions that the preload script gives a window, and all that a test has to offer in their place. */
export type Transport = {
  invoke: (name: RequestName, input: unknown) => Promise<Reply<unknown>>
  /** Returns the way to stop listening. */
  listen: (name: EventName, listener: (payload: never) => void) => () => void
  /**
   * Takes dropped or pasted files into the draft. The page hands over the browser's own File objects, whose
   * content the preload script reads: nothing that Chromium does not let the page read can be taken. Answers the draft; `file-…` problems name the first one that was refused.
   */
  attach: (files: readonly unknown[]) => Promise<Reply<unknown>>
}
