/**
 * The domain's shapes, as the main process and the windows share them. Types only, no imports, and nothing secret: a
 * window learns *whether* somebody is signed in, never with what.
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
  | 'user-other'
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
  // what stands in between
  | 'gateway-page'
  | 'network-sign-in'
  | 'answer-blocked'
  | 'certificate-untrusted'
  | 'certificate-incomplete'
  | 'certificate-expired'
  | 'certificate-early'
  | 'certificate-other-name'
  | 'certificate-changed'
  | 'certificate-inspected'
  | 'secure-connection-failed'
  | 'proxy-sign-in'
  | 'proxy-unsupported'
  | 'proxy-unreachable'
  | 'proxy-refused'
  | 'proxy-broken'
  | 'proxy-script-silent'
  | 'proxy-malformed'
  | 'plain-http-private'
  // what the portal says of us
  | 'credentials-refused'
  | 'sign-in-refused'
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
  | 'task-is-scrum'
  | 'order-not-kept'
  // a file with a stage set
  | 'set-unreadable'
  | 'set-too-large'
  | 'set-not-json'
  | 'set-newer'
  | 'set-title-wrong'
  | 'set-color-wrong'
  | 'set-malformed'
  | 'settings-file-unreadable'
  | 'settings-file-newer'
  | 'settings-file-malformed'
  | 'settings-file-not-saved'
  | 'set-not-saved'
  // captures
  | 'title-empty'
  | 'title-too-long'
  | 'capture-not-kept'
  | 'capture-in-doubt'
  | 'capture-blocked'
  | 'undo-impossible'
  | 'file-too-large'
  | 'file-is-folder'
  | 'file-unreadable'
  | 'files-too-many'
  | 'upload-failed'
  | 'upload-stopped'
  // this computer
  | 'hotkey-taken'
  | 'hotkey-invalid'
  | 'hotkey-reserved'
  | 'hotkey-uncertain'
  | 'hotkey-layout-switch'
  | 'keychain-locked'
  | 'keychain-absent'
  | 'keychain-refused'
  | 'link-refused'
  | 'clipboard-silent'
  | 'signed-out'
  // our own mistakes
  | 'input-invalid'
  | 'unexpected'

/** A failure as the windows get it. */
export type Problem = {
  code: ErrorCode
  /** What it is about, fit to stand in a sentence: a host, a scope, a shortcut. Never a secret. */
  subject?: string
  /** The second host, where it is about two. */
  other?: string
  /** The portal's own words, tags removed. Data, in the portal's language. */
  detail?: string
  /** How long the portal asks to be left alone, where it says so. */
  waitSeconds?: number
}

/** `locked` and `refused` can heal while the app runs; `absent` means that the desktop has no keychain at all. */
export type KeychainState = 'ok' | 'locked' | 'absent' | 'refused'

export type Account = {
  id: string
  kind: 'demo' | 'webhook' | 'oauth'
  /** Host (and port) of the portal, without path: `team.bitrix24.com`. */
  portal: string
  /** It is called over plain http, as somebody has agreed to: not encrypted. */
  isPlain?: true
  /** Its portal, or the sign-in server, lets nobody in with it any more, and says this. Its captures wait until it is signed in again. */
  ended?: 'signed-out' | 'portal-deleted'
  userId: number
  userName: string
  /** Permissions that it can do without and was not given, until somebody has been told. */
  missingScopes?: string[]
}

export type Session = {
  /** Who captures go to, or null before the first sign-in. */
  account: Account | null
  /** Everybody who has signed in and not out, in the order of their signing in; `account` is one of them. */
  accounts: Account[]
  /** `ready`: calls can be made. `locked`: the account is known, its secret cannot be read now. `ended`: see {@link Account}. */
  access: 'ready' | 'locked' | 'ended' | 'signed-out'
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

/** What a portal can do for an account, found out by asking it. `null`: it could not be told yet. */
export type PortalAbilities = {
  /** Tasks over REST 3.0. */
  rest3: boolean | null
  /** All permissions, as the portal names them. */
  scopes: string[] | null
  /** Those that Quickplan can do without and was not given. */
  missingScopes: string[] | null
  /** Which name of the permission for tasks was given; pages and portals disagree. */
  taskScope: 'task' | 'tasks' | 'both' | 'none' | null
  /** Tasks can be told apart by their stage of My Plan, `STAGES_ID`. */
  sortsByStage: boolean | null
  /** Tasks of a stage of My Plan keep the order they were put into, `SORTING`. */
  sortsByHand: boolean | null
  /** A list of REST 3.0 tells project, stage, creator and tags too, so that no second read has to ask for them. */
  fullLists: boolean | null
  /** An access token may travel in the header; asked only where there is one. */
  bearer: boolean | null
  /** When it was asked last, ISO 8601; null for never. */
  askedAt: string | null
}

/** One step on the way to a portal. `skipped`: it does not apply on this way. */
export type ConnectionStep = {
  name: 'route' | 'name' | 'tls' | 'portal' | 'sign-in' | 'scopes'
  state: 'ok' | 'failed' | 'skipped'
  /** What was found. Text from outside, nothing secret. */
  detail: string
  problem: Problem | null
}

/** A walk to the portal, step by step; what comes behind a failed step is not tried. */
export type ConnectionTest = {
  /** ISO 8601. */
  at: string
  steps: ConnectionStep[]
  /** Milliseconds until the portal's answer began; null where none came. */
  firstByteMs: number | null
  /** By how many seconds the portal's clock is ahead of this computer's; null where it was not told. */
  clockAhead: number | null
}

/** What helps to find out why something does not work. Nothing secret, no titles. */
export type Diagnostics = {
  versions: { quickplan: string; electron: string; chromium: string; node: string }
  /** `Linux 6.1.0 (x64)` */
  system: string
  /** How windows come to the screen. */
  session: 'x11' | 'wayland' | 'windows' | 'macos' | 'unknown'
  /** `missing`: the desktop shows no tray, and everything is reached by the windows. */
  tray: 'there' | 'missing' | 'unknown'
  shortcut: { keys: string; problem: Problem | null }
  /** Null where nobody is signed in. */
  portal: {
    host: string
    kind: Account['kind']
    access: Session['access']
    abilities: PortalAbilities
  } | null
  keychain: { state: KeychainState; keptIn: Session['keptIn'] }
  /** The last walk to the portal, once there was one. */
  connection?: ConnectionTest
  /** Captures that are not sent. */
  captures: { waiting: number; attention: number }
  /** Where everything is kept; the home folder is written `~`. */
  dataFolder: string
  /** Where the log is, written like it. */
  log: string
}

/**
 * Why an update does not come: the server is away; it is not signed with our key; it is not what was signed; the system
 * did not install it.
 */
export type UpdateFault = 'unreachable' | 'unsigned' | 'damaged' | 'not-installed'

/**
 * `off`: whoever packaged this copy named no place to look. `found`: a newer version. `problem`: what stood in the way,
 * where it is the proxy or a certificate.
 */
export type UpdateState =
  | { kind: 'off' | 'idle' | 'checking' | 'current' }
  | { kind: 'downloading'; found: string; percent: number }
  | { kind: 'ready'; found: string }
  | { kind: 'failed'; fault: UpdateFault; found: string | null; problem?: Problem }

export type UpdateView = {
  /** The version that runs. */
  version: string
  state: UpdateState
  /** Why the app was not started anew when it was asked for. */
  held: 'capture' | 'draft' | 'sending' | null
}

/** Whether Quickplan starts with the computer, without a window, as the system has it. */
export type AutostartView = {
  isOn: boolean
  /** The entry's path, where it is a file; the home folder is written `~`. */
  place: string | null
  /** Why it is not what was asked for. */
  fault: 'not-added' | 'not-removed' | null
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

/** `awaiting-control`: somebody has done it, and its creator has yet to accept that. */
export type TaskState = 'pending' | 'in-progress' | 'awaiting-control' | 'completed' | 'deferred' | 'declined'

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
  state: TaskState
  /** How many of the board's tasks are a part of it; absent for none. */
  subtasks?: number
  /** Of a Scrum project: it belongs to a backlog or a sprint, and cannot be moved between stages from here. */
  isScrum: boolean
}

/** A board with its tasks. */
export type Plan = {
  /** In the order of the board. */
  stages: Stage[]
  /** Tasks of all stages, each stage's in its order. Completed ones only where they were asked for. */
  tasks: PlanTask[]
  /** False: this portal does not tell in which stage a task is, and every `stageId` is 0. */
  grouped: boolean
  /** The tasks of a stage stand as they were put by hand, and can be. False: the newest first. */
  byHand: boolean
  /** When the portal answered, ISO 8601. */
  asOf: string
}

/** The portal has what the last answer had, at the moment `asOf`, ISO 8601. */
export type UnchangedPlan = { isUnchanged: true; asOf: string }

/** A person as a task names them; without a name where the portal gives none. */
export type Participant = { id: number; name: string }

/** All of one task that is shown where it is opened. */
export type TaskDetails = Omit<PlanTask, 'stageId' | 'isScrum' | 'subtasks'> & {
  /** With the portal's marks, `[B]…[/B]`. */
  description: string
  creator: Participant | null
  /** Those who take part beside the responsible, and those who only watch. */
  accomplices: Participant[]
  auditors: Participant[]
  /** Checklists and their items, each list's name above its items. */
  checklist: { id: number; title: string; isComplete: boolean; isName: boolean }[]
  /** Oldest first; null where the portal does not tell them. Times: ISO 8601. */
  comments: { author: string; at: string | null; text: string }[] | null
  /** Sizes in bytes; null where the account may not ask for files. */
  files: { name: string; size: number }[] | null
}

/** What of a task is changed; what is left out stays. `deadline`: ISO 8601 with offset, null takes it away. */
export type TaskEdit = {
  title?: string
  description?: string
  deadline?: string | null
  priority?: Priority
  responsibleId?: number
}

/** What changes the state of a task. `defer` puts it off, `renew` takes it up again, `disapprove` returns it. */
export type TaskAction = 'start' | 'pause' | 'defer' | 'complete' | 'renew' | 'approve' | 'disapprove'

/** What the portal lets the account do with a task. `deadline`, `responsible`: change it; `result`: add one. */
export type TaskRights = Record<
  TaskAction | 'edit' | 'remove' | 'deadline' | 'responsible' | 'result',
  boolean
> & {
  /** It has the result that it demands, or demands none: without one it is not completed. */
  hasResult: boolean
}

/** What came of a task, oldest first. `isRequired`: it cannot be completed without a result. */
export type TaskResults = { isRequired: boolean; results: { text: string; createdAt: string | null }[] }

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
export type BoardPreferences = { collapsed: number[]; showsCompleted: boolean; isCompact: boolean }

/** Stages to make a board of, as they stand in a file. */
export type StageSet = {
  /** 2 where there are templates: a version that knows none says so instead of dropping them. */
  version: 1 | 2
  name: string
  stages: { title: string; color: string }[]
  templates?: Template[]
}

/** A task that was found by words of its title. `stage`: of My Plan, empty where that is not known. */
export type FoundTask = { id: number; title: string; stage: string }

/** A deadline that the user was reminded of. */
export type Reminder = { taskId: number; title: string; deadline: string }

export type ReminderAction = 'snooze' | 'complete' | 'open' | 'dismiss'

/** A kept text, tokens and all, that `=name` in a capture stands for. */
export type Template = { name: string; text: string }

/** A stretch of a text: UTF-16 offsets, `to` exclusive. */
export type Range = { from: number; to: number }

/** A part of the typed text that was understood, or that names somebody or something unknown. */
export type Span = Range & {
  kind:
    | ('deadline' | 'plan' | 'person' | 'project' | 'stage' | 'parent' | 'crm')
    | ('tag' | 'priority' | 'estimate' | 'checklist')
  /** False: a name that fits nobody, or several. It stays text. */
  certain: boolean
}

/** A name as it was typed, without its sign and quotes, and whom or what it means. */
export type Named = { text: string; id: number; name: string }

/** What of the portal's CRM a task is bound to. `id`: as the portal writes it, `D_5`. */
export type CrmLink = { id: string; entity: 'lead' | 'deal' | 'contact' | 'company'; number: number }

/** Where a task is to go, told by its id: names may be there twice. */
export type CapturePlace = { kind: 'stage' | 'project'; id: number; name: string }

/**
 * What is to be said of a date beside what it is. `late`: the working day is over, so it is due at the end of today.
 * `year-away`: the day passed a short while ago, so that the same day of the next year was taken. `zone`: the time was
 * written in another zone, there it is `at`.
 */
export type DateNote = { kind: 'late' | 'year-away' } | { kind: 'zone'; at: string; zone: string }

/**
 * What may be meant, to be asked and never taken unasked, and the part of the text that it would replace. `date`: a word
 * that is nearly a date; `year`: a day that has passed, with the year in which it was taken to be; `further`: a date
 * further down in a long text, to be put behind the title line.
 */
export type DateGuess = Range & { kind: 'date' | 'year' | 'further'; insert: string }

/** What a capture will become. Times: wall-clock with offset, `2026-11-23T15:00:00+03:00`. */
export type Parsed = {
  title: string
  /** The title was longer than a portal keeps: what did not fit begins the description. */
  titleCut?: true
  description: string
  deadline: string | null
  /** A time that has passed today already, so that the deadline is tomorrow. */
  rolled: boolean
  /** What else is to be said of the date; absent for nothing. */
  notes?: DateNote[]
  /** What to ask about a date; absent for nothing. */
  guess?: DateGuess
  /** It is said that this comes again and again, which a task cannot. */
  recurring?: true
  startPlan: string | null
  endPlan: string | null
  priority: 'high' | 'low' | null
  tags: string[]
  /** The first one is responsible, the others take part. */
  people: Named[]
  project: Named | null
  /** Of My Plan. */
  stage: Named | null
  /** The task that this is a part of; absent for none. */
  parent?: Named
  /** From links to the portal's CRM; absent for none. */
  crm?: CrmLink[]
  estimateSeconds: number | null
  checklist: string[]
  /** Names with their sign that fit nobody, or several: `@pete`. They stay in the title. */
  unresolved: string[]
  spans: Span[]
}

/** What could stand where the caret is, best first, and the part of the text that it would replace. */
export type Suggestions = Range & {
  kind: 'person' | 'project' | 'stage' | 'parent' | 'tag' | 'template' | DateGuess['kind']
  items: {
    /** To show: a name. */
    label: string
    /** A position, or what else tells two of the same name apart. */
    note: string
    /** To put in place of the range, sign included: `@"Anna Petrova"`. */
    insert: string
    /** Of a stage: six upper-case hex digits. */
    color: string | null
  }[]
}

/** A file that goes with a capture. */
export type Attachment = {
  id: string
  name: string
  /** Bytes. */
  size: number
}

/** The unsaved capture. */
export type DraftView = {
  text: string
  /** What was turned back into plain text and is to stay that. */
  plain: Range[]
  attachments: Attachment[]
  /** When the text became what it is, ISO 8601; absent where nobody knows. */
  changedAt?: string
  /** Drafts that were put aside, and the beginning of the one that comes back first; absent for none. */
  aside?: { text: string; count: number }
}

/** `undoing`: it is to be taken back, and the portal has not yet been reached. `sent`: the task is there. */
export type CaptureState = 'waiting' | 'sending' | 'sent' | 'attention' | 'undoing' | 'undone'

/** What belongs to a capture beside its task. Each is done, and repeated, on its own. */
export type CaptureStep = {
  name: 'details' | 'checklist' | 'stage' | 'files'
  state: 'waiting' | 'doing' | 'done' | 'failed'
  /** How much of it is done, where it has parts. */
  done: number
  of: number
  problem: Problem | null
}

/** The files of a capture on their way, in bytes. */
export type Upload = { /** The capture's. */ id: string; sent: number; of: number }

/** A thought that was saved, and how far it has come. */
export type Capture = {
  id: string
  /** As it was typed. */
  text: string
  title: string
  deadline: string | null
  priority: 'high' | 'low' | null
  /** ISO 8601, UTC. */
  capturedAt: string
  state: CaptureState
  /** Empty while nothing but the task itself was asked for. */
  steps: CaptureStep[]
  attachments: Attachment[]
  /** The task's id on the portal, once there is one. */
  taskId: number | null
  /** The task was completed from here. */
  completed: boolean
  /** Where it goes: the portal's host. */
  portal: string
  /** Why it waits or needs attention. */
  problem: Problem | null
  /** Tasks of the portal that may be this one, where an answer was lost and none could be told for sure. */
  candidates: { taskId: number; title: string }[]
}

/** A file that should be a capture or a draft and cannot be read; it is kept. */
export type Damaged = {
  /** Of the file; names it in requests. */
  name: string
  /** When it was written last, ISO 8601. */
  at: string
  /** Bytes. */
  size: number
  /** Its content as it lies there, or the beginning of it. Data. */
  text: string
  isWhole: boolean
  /** A later version of the app has written it: nothing is done with it until that one runs again. */
  isNewer?: true
}

/** What the capture window comes up with. */
export type CaptureShown = {
  /** A web address on the clipboard, offered and never put in unasked; null for none. */
  link: string | null
  /** A text that came by a link or from another program, and whether it has to be agreed to; null for none. */
  text: { text: string; from: 'link' | 'program' } | null
}

export type Language = 'system' | 'en' | 'ru'

export type Theme = 'system' | 'light' | 'dark'

/** For how many days what was sent is kept in the list. */
export type KeepSent = '7' | '30' | '90' | 'forever'

/** What speaks against a certificate. `incomplete`: its issuer's did not come along. `early`: it is not valid yet. */
export type CertificateFault = 'untrusted' | 'incomplete' | 'expired' | 'early' | 'other-name'

/** A portal's certificate, as it came. All text in it is data from outside. */
export type SeenCertificate = {
  /** Host, with its port where it is not the usual one. */
  host: string
  subject: string
  /** Who signed it. */
  issuer: string
  /** ISO 8601. */
  validFrom: string
  validTo: string
  /** SHA-256, as `AB:CD:…`. */
  fingerprint: string
  faults: CertificateFault[]
  /** Subjects, from the portal's own up to the root, as far as they came. */
  chain: string[]
  /** Whether somebody may agree to exactly this one for exactly this host. */
  mayBePinned: boolean
}

/** What the way to a portal needs a person for. Nothing was sent; `isOpen`: nobody has put it off yet. */
export type NetworkQuestion = { id: string; isOpen: boolean } & (
  | { kind: 'certificate'; certificate: SeenCertificate; isChanged: boolean }
  | { kind: 'proxy'; proxy: string; wasRefused: boolean }
  | { kind: 'move'; from: string; to: string }
  | { kind: 'plain'; host: string }
)

/** What a person has chosen and agreed to on the way to portals, and what there is to agree to. Nothing secret. */
export type NetworkView = {
  choice: ProxyChoice
  questions: NetworkQuestion[]
  /** Certificates that nobody else vouches for, each agreed to for one host. */
  pins: SeenCertificate[]
  /** Hosts that may be called without encryption. */
  plainHosts: string[]
  /** Proxies whose password is kept. */
  proxies: { proxy: string; user: string }[]
}

/** Which way out is taken: as the system says, none, or this proxy, `[scheme://]host:port`. */
export type ProxyChoice = { mode: 'system' | 'none' | 'this'; address: string }

export type WaitingNotice = '15' | '60' | '240' | 'never'

export type ReminderLead = 'off' | '5' | '15' | '60'

export type Settings = {
  /** An Electron accelerator, such as `CommandOrControl+Alt+Space`. */
  shortcut: string
  language: Language
  theme: Theme
  /** The deadline's time for a date without one, `HH:MM`. */
  endOfDay: string
  /** The days that are worked, 1 is Monday: a week ends with the last of them. */
  workdays: number[]
  /** The colours last given to stages, the latest first, at most eight: six upper-case hex digits without `#`. */
  recentColors: string[]
  keepSent: KeepSent
  /** Minutes that a capture waits, with a network, before the system notifies of it. */
  waitingNotice: WaitingNotice
  /** It was said once that repetition is set in the portal. */
  toldOfRepetition: boolean
  /** Minutes before a deadline of one's own tasks at which the system reminds of it. */
  reminder: ReminderLead
  /** In the order in which they were made. */
  templates: Template[]
}

/** The settings together with what the machine made of them. */
export type SettingsView = Settings & {
  /** What each setting is until something else is chosen. */
  defaults: Settings
  /** The language in use, after `system` was looked up. */
  locale: 'en' | 'ru'
  /** Why the shortcut does not work now, or null. */
  shortcutProblem: Problem | null
  /** The person has paused it, in the tray; it is armed again at the next start. */
  shortcutPaused: boolean
}

export type View = 'plan' | 'sent' | 'settings'
