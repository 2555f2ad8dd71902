import { randomUUID } from 'node:crypto'
import type { Upload } from './model.ts'
import type { Autostart } from './autostart/autostart.ts'
import type { Captures } from './outbox/captures.ts'
import type { DamagedFiles } from './outbox/damaged.ts'
import type { Draft } from './draft/draft.ts'
import type { DiagnosticsReader } from './diagnostics.ts'
import type { Boards } from './plan/boards.ts'
import type { TaskFinder } from './plan/find.ts'
import type { StageSetFiles } from './plan/set-files.ts'
import type { Reminder, ReminderAction } from './model.ts'
import type { Preferences } from './preferences.ts'
import type { SettingsFiles } from './store/settings-file.ts'
import type { BrowserSignIn } from './accounts/browser-sign-in.ts'
import type { SessionKeeper } from './accounts/session.ts'
import type { Network } from './network/set-up.ts'
import type { Updates } from './updates/updates.ts'
import type { Windows } from './shell/windows/windows.ts'
import type { Handlers } from './ipc/handle.ts'

type Reminding = {
  list: () => Reminder[]
  act: (taskId: number, action: ReminderAction) => Promise<Reminder[]>
}

type Deps = {
  session: SessionKeeper
  oauthSignIn: BrowserSignIn
  boards: Boards & { find: TaskFinder }
  stageSets: StageSetFiles
  settingsFiles: SettingsFiles
  draft: Draft
  captures: Captures
  /** The files that are on their way. */
  upload: () => Upload | null
  damaged: DamagedFiles
  toClipboard: (text: string) => void
  /** All that is not delivered, as a text. */
  undelivered: () => { count: number; text: string }
  preferences: Preferences
  /** Begins or ends a trial of the shortcut; a press of it is told to the windows. */
  tryShortcut: (on: boolean) => void
  autostart: Autostart
  diagnostics: DiagnosticsReader
  updates: Updates
  network: Pick<Network, 'view' | 'answer' | 'revoke' | 'choose' | 'askAgain'>
  reminders: Reminding
  windows: Pick<Windows, 'hideCapture' | 'missedByCapture' | 'fitCapture' | 'showMain' | 'showNotice'>
  /** Opens a page of the connected portal in the browser. */
  openTask: (taskId: number) => Promise<void>
  openLogs: () => Promise<void>
  /** The command line that opens the capture window. */
  command: { text: () => string; copy: () => void }
}

/** Request name → one call into the parts. */
export function handlers(deps: Deps): Handlers {
  const {
    session,
    oauthSignIn,
    boards,
    stageSets,
    settingsFiles,
    draft,
    captures,
    damaged,
    toClipboard,
    undelivered,
    preferences,
    autostart,
    diagnostics,
    updates,
    network,
    reminders,
    windows,
    openTask,
    openLogs,
    command,
  } = deps
  return {
    'session.get': () => session.get(),
    'session.try-demo': () => session.useDemo(),
    // Somebody is there to answer: what was put off is asked anew.
    'session.use-webhook': ({ address }) => {
      network.askAgain()
      return session.useWebhook(address)
    },
    'session.use-oauth': (input) => {
      network.askAgain()
      return session.useOAuth(input)
    },
    'session.sign-in-again': ({ id }) => {
      network.askAgain()
      return session.signInAgain(id)
    },
    'session.paste-callback': ({ address }) => done(oauthSignIn.paste(address)),
    'session.cancel-sign-in': () => done(oauthSignIn.cancel()),
    'session.told-scopes': () => session.toldScopes(),
    'session.switch': ({ id }) => session.switchTo(id),
    'session.unlock': () => session.resume(),
    'session.sign-out': async () => {
      const leaving = session.get().account
      const next = await session.signOut()
      if (leaving) await boards.forget(leaving.id)
      return next
    },

    'plan.get': ({ board, ...options }) => boards.read(board, options),
    'plan.last': ({ board }) => boards.last(board),
    'stages.list': ({ board }) => boards.stages(board).list(),
    'stages.add': ({ board, ...draft }) => boards.stages(board).add(draft),
    'stages.update': ({ board, ...edit }) => boards.stages(board).update(edit),
    'stages.delete': ({ board, id }) => done(boards.stages(board).delete(id)),
    'stages.tasks': ({ board, id }) => boards.tasksIn(board, id),
    'tasks.find': ({ words, from }) => boards.find[from === 'kept' ? 'kept' : 'asked'](words),
    'tasks.move': ({ board, taskIds, stageId }) => boards.move(board, taskIds, stageId),
    'tasks.complete': ({ taskIds, completed }) => boards.complete(taskIds, completed),
    'tasks.place': (input) => done(boards.place(input)),
    'tasks.rights': ({ taskId }) => boards.acts.rights(taskId),
    'tasks.act': ({ taskId, action }) => boards.acts.act(taskId, action),
    'tasks.results': ({ taskId }) => boards.acts.results(taskId),
    'tasks.add-result': ({ taskId, text }) => done(boards.acts.addResult(taskId, text, randomUUID())),
    'tasks.details': ({ taskId }) => boards.panel.read(taskId),
    'tasks.change': ({ taskId, change }) => done(boards.panel.change(taskId, change)),
    'tasks.comment': ({ taskId, text }) => done(boards.panel.comment(taskId, text)),
    'tasks.check': ({ taskId, itemId, completed }) => done(boards.panel.check(taskId, itemId, completed)),
    'tasks.open': ({ taskId }) => done(openTask(taskId)),
    'boards.rights': ({ board }) => boards.rights(board),
    'boards.projects': () => boards.projects(),
    'board-preferences.get': ({ board }) => boards.preferences(board),
    'board-preferences.keep': ({ board, preferences }) => done(boards.keepPreferences(board, preferences)),
    'stage-sets.export': (set) => stageSets.export(set, preferences.get().templates),
    'stage-sets.import': () => stageSets.import(),

    'draft.get': () => draft.view(),
    'draft.keep': ({ text, plain }) => done(draft.keep(text, plain)),
    'draft.discard': () => captures.discardDraft(),
    'draft.restore': () => captures.restoreDraft(),
    'draft.set-aside': async ({ text }) => {
      await draft.setAside(text)
      return draft.view()
    },
    'draft.bring-back': async () => {
      await draft.bringBack()
      return draft.view()
    },
    'draft.detach': ({ id }) => captures.detach(id),
    'capture.parse': ({ text, plain }) => captures.parse(text, plain),
    'capture.suggest': ({ text, plain, caret }) => captures.suggest(text, plain, caret),
    'capture.save': async (input) => {
      const saved = await captures.save(input)
      if (input.then !== 'stay') windows.hideCapture()
      windows.showNotice(saved.map(({ id }) => id))
      return saved
    },
    'capture.add': async ({ text, plain = [], place }) => {
      const saved = await captures.add(text, place, plain)
      windows.showNotice([saved.id])
      return saved
    },
    'capture.hide': () => done(windows.hideCapture()),
    'capture.missed': () => windows.missedByCapture(),

    'captures.list': () => captures.list(),
    'captures.open': ({ id }) => done(captures.open(id)),
    'captures.retry': ({ id }) => done(captures.retry(id)),
    'captures.leave-out-files': ({ id }) => done(captures.leaveOutFiles(id)),
    'captures.undo': ({ id }) => done(captures.undo(id)),
    'captures.restore': ({ id }) => captures.restore(id),
    'captures.edit': (input) => captures.edit(input),
    'captures.complete': ({ id }) => done(captures.completeTask(id)),
    'captures.comment': ({ id, text }) => done(captures.comment(id, text)),
    'captures.identify': ({ id, taskId }) => done(captures.identify(id, taskId)),

    'upload.get': () => deps.upload(),
    'upload.stop': ({ id }) => {
      captures.stopUpload(id)
      return null
    },
    'captures.copy-undelivered': () => {
      const { count, text } = undelivered()
      if (count > 0) toClipboard(text)
      return count
    },

    'damaged.list': () => damaged.list(),
    'damaged.copy': async ({ name }) => done(toClipboard(await damaged.text(name))),
    'damaged.remove': ({ name }) => done(damaged.remove(name)),

    'settings.get': () => preferences.get(),
    'settings.change': (part) => preferences.change(part),
    'settings.export': () => settingsFiles.export(),
    'settings.import': () => settingsFiles.import(),
    'shortcut.pause': ({ paused }) => done(preferences.pauseShortcut('recording', paused)),
    'shortcut.try': ({ on }) => done(deps.tryShortcut(on)),
    'shortcut.command': () => command.text(),
    'clipboard.copy-command': () => done(command.copy()),

    'autostart.get': () => autostart.get(),
    'autostart.set': ({ on }) => autostart.set(on),

    'diagnostics.get': () => diagnostics.get(),
    'diagnostics.probe': () => diagnostics.probe(),
    'diagnostics.test': () => diagnostics.test(),
    'diagnostics.copy': () => done(diagnostics.copy()),
    'diagnostics.open-log': () => done(openLogs()),

    'reminders.list': () => reminders.list(),
    'reminders.act': ({ taskId, action }) => reminders.act(taskId, action),

    'network.get': () => network.view(),
    'network.answer': (answer) => network.answer(answer),
    'network.revoke': ({ kind, name }) => network.revoke(kind, name),
    'network.choose': (choice) => network.choose(choice),

    'updates.get': () => updates.get(),
    'updates.check': () => updates.check(),
    'updates.install': () => updates.install(),

    'window.show': ({ view }) => done(windows.showMain(view)),
    'window.fit': ({ height }) => done(windows.fitCapture(height)),
  }
}

/** Requests that only do something answer null, so that a reply always has a value. */
async function done(work: Promise<unknown> | undefined | void): Promise<null> {
  await work
  return null
}
