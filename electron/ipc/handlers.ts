import type { Captures } from '../capture/captures.ts'
import type { PortalTasks } from '../bitrix/tasks.ts'
import type { PlanStages } from '../bitrix/stages.ts'
import type { Draft } from '../capture/draft.ts'
import type { DiagnosticsReader } from '../diagnostics.ts'
import type { Preferences } from '../preferences.ts'
import type { OAuthSignIn } from '../accounts/oauth-sign-in.ts'
import type { SessionKeeper } from '../accounts/session.ts'
import type { Windows } from '../shell/windows.ts'
import type { Handlers } from './handle.ts'

type Needs = {
  session: SessionKeeper
  oauthSignIn: OAuthSignIn
  stages: PlanStages
  tasks: PortalTasks
  draft: Draft
  captures: Captures
  preferences: Preferences
  diagnostics: DiagnosticsReader
  windows: Pick<Windows, 'hideCapture' | 'fitCapture' | 'showMain' | 'showNotice'>
  /** Opens a page of the connected portal in the browser. */
  openTask: (taskId: number) => Promise<void>
  /** The command line that opens the capture window. */
  command: { text: () => string; copy: () => void }
}

/** Request name → one call into the parts. */
export function handlers(needs: Needs): Handlers {
  const {
    session,
    oauthSignIn,
    stages,
    tasks,
    draft,
    captures,
    preferences,
    diagnostics,
    windows,
    openTask,
    command,
  } = needs
  return {
    'session.get': () => session.get(),
    'session.try-demo': () => session.useDemo(),
    'session.use-webhook': ({ address }) => session.useWebhook(address),
    'session.use-oauth': (input) => session.useOAuth(input),
    'session.paste-callback': ({ address }) => done(oauthSignIn.paste(address)),
    'session.cancel-sign-in': () => done(oauthSignIn.cancel()),
    'session.switch': ({ id }) => session.switchTo(id),
    'session.unlock': () => session.resume(),
    'session.sign-out': () => session.signOut(),

    'plan.get': async () => {
      const list = await stages.list()
      return { stages: list, ...(await tasks.listPlan(list)), asOf: new Date().toISOString() }
    },
    'stages.add': (stage) => stages.add(stage),
    'stages.update': (stage) => stages.update(stage),
    'stages.delete': ({ id }) => done(stages.delete(id)),
    'tasks.move': ({ taskId, stageId }) => done(tasks.moveToStage(taskId, stageId)),
    'tasks.open': ({ taskId }) => done(openTask(taskId)),

    'draft.get': () => draft.view(),
    'draft.keep': ({ text, plain }) => done(draft.keep(text, plain)),
    'draft.discard': () => done(captures.discardDraft()),
    'draft.restore': () => captures.restoreDraft(),
    'draft.detach': ({ id }) => captures.detach(id),
    'capture.parse': ({ text, plain }) => captures.parse(text, plain),
    'capture.suggest': ({ text, plain, caret }) => captures.suggest(text, plain, caret),
    'capture.save': async (input) => {
      const saved = await captures.save(input)
      if (input.then !== 'stay') windows.hideCapture()
      windows.showNotice(saved.map(({ id }) => id))
      return saved
    },
    'capture.add': async ({ text }) => {
      const saved = await captures.add(text)
      windows.showNotice([saved.id])
      return saved
    },
    'capture.hide': () => done(windows.hideCapture()),

    'captures.list': () => captures.list(),
    'captures.open': ({ id }) => done(captures.open(id)),
    'captures.retry': ({ id }) => done(captures.retry(id)),
    'captures.undo': ({ id }) => done(captures.undo(id)),
    'captures.restore': ({ id }) => captures.restore(id),
    'captures.edit': (input) => captures.edit(input),
    'captures.complete': ({ id }) => done(captures.completeTask(id)),
    'captures.comment': ({ id, text }) => done(captures.comment(id, text)),
    'captures.identify': ({ id, taskId }) => done(captures.identify(id, taskId)),

    'settings.get': () => preferences.get(),
    'settings.change': (part) => preferences.change(part),
    'shortcut.pause': ({ paused }) => done(preferences.pauseShortcut('recording', paused)),
    'shortcut.command': () => command.text(),
    'clipboard.copy-command': () => done(command.copy()),

    'diagnostics.get': () => diagnostics.get(),
    'diagnostics.probe': () => diagnostics.probe(),
    'diagnostics.copy': () => done(diagnostics.copy()),

    'window.show': ({ view }) => done(windows.showMain(view)),
    'window.fit': ({ height }) => done(windows.fitCapture(height)),
  }
}

/** Requests that only do something answer null, so that a reply always has a value. */
async function done(work: Promise<unknown> | undefined | void): Promise<null> {
  await work
  return null
}
