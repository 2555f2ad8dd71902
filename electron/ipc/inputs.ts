import * as z from 'zod'
import { boardPreferences } from '../plan/board-preferences.ts'
import { stageSet } from '../plan/stage-sets.ts'
import { someSettings } from '../store/settings.ts'
import type { Input, RequestName } from './contract.ts'

const nothing = z.undefined()
const id = z.number().int().positive()
const priority = z.enum(['low', 'average', 'high'])
const captureId = z.object({ id: z.uuid() })
const damagedName = z.object({ name: z.string().min(1).max(255) })
/** Longer than any text that is pasted; a limit all the same, so that a broken page cannot fill the disk. */
const longestText = 20_000_000
const text = z.string().max(longestText)
const offset = z.number().int().min(0).max(longestText)
const plain = z.array(z.object({ from: offset, to: offset })).max(1_000)
const moment = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/)
const taskEdit = z.strictObject({
  title: z.string().max(10_000).exactOptional(),
  description: z.string().max(1_000_000).exactOptional(),
  deadline: moment.nullable().exactOptional(),
  priority: priority.exactOptional(),
  responsibleId: id.exactOptional(),
})
const board = z.object({ projectId: z.number().int().nonnegative(), asAdmin: z.boolean() })
/** As many as fit into one call together with the look at where they are. */
const taskIds = z.array(id).min(1).max(49)
const stage = {
  board,
  title: z.string().max(1_000),
  color: z.string().regex(/^[0-9A-F]{6}$/),
  afterId: z.number().int().nonnegative(),
}

/** What each request accepts, checked at run time. Leaving a request out does not compile. */
export const inputs = {
  'session.get': nothing,
  'session.try-demo': nothing,
  'session.use-webhook': z.object({ address: z.string().max(2_000) }),
  'session.use-oauth': z.object({
    portal: z.string().max(2_000),
    clientId: z.string().max(500),
    clientSecret: z.string().max(500),
    port: z.number().int().min(1024).max(65_535),
  }),
  'session.sign-in-again': z.object({ id: z.string().min(1).max(2_000) }),
  'session.paste-callback': z.object({ address: z.string().max(20_000) }),
  'session.cancel-sign-in': nothing,
  'session.told-scopes': nothing,
  'session.switch': z.object({ id: z.string().min(1).max(2_000) }),
  'session.unlock': nothing,
  'session.sign-out': nothing,

  'plan.get': z.object({
    board,
    completed: z.boolean(),
    whole: z.boolean().exactOptional(),
    known: z.string().max(40).exactOptional(),
  }),
  'plan.last': z.object({ board }),
  'stages.list': z.object({ board }),
  'stages.add': z.object(stage),
  'stages.update': z.object({ id, ...stage }),
  'stages.delete': z.object({ board, id }),
  'stages.tasks': z.object({ board, id }),
  'tasks.find': z.object({ words: z.string().max(500), from: z.enum(['kept', 'portal']) }),
  'tasks.move': z.object({ board, taskIds, stageId: id }),
  'tasks.complete': z.object({ taskIds, completed: z.boolean() }),
  'tasks.place': z.object({
    taskId: id,
    stageId: id,
    beside: z.union([z.strictObject({ before: id }), z.strictObject({ after: id })]),
  }),
  'tasks.rights': z.object({ taskId: id }),
  'tasks.act': z.object({
    taskId: id,
    action: z.enum(['start', 'pause', 'defer', 'complete', 'renew', 'approve', 'disapprove']),
  }),
  'tasks.results': z.object({ taskId: id }),
  'tasks.add-result': z.object({ taskId: id, text: z.string().min(1).max(20_000) }),
  'tasks.open': z.object({ taskId: id }),
  'tasks.details': z.object({ taskId: id }),
  'tasks.change': z.object({ taskId: id, change: taskEdit }),
  'tasks.comment': z.object({ taskId: id, text: z.string().trim().min(1).max(60_000) }),
  'tasks.check': z.object({ taskId: id, itemId: id, completed: z.boolean() }),
  'boards.rights': z.object({ board }),
  'boards.projects': nothing,
  'board-preferences.get': z.object({ board }),
  'board-preferences.keep': z.object({ board, preferences: boardPreferences }),
  'stage-sets.export': stageSet,
  'stage-sets.import': nothing,

  'draft.get': nothing,
  'draft.keep': z.object({ text, plain }),
  'draft.discard': nothing,
  'draft.restore': nothing,
  'draft.set-aside': z.object({ text }),
  'draft.bring-back': nothing,
  'draft.detach': captureId,
  'capture.parse': z.object({ text, plain }),
  'capture.suggest': z.object({ text, plain, caret: offset }),
  'capture.save': z.object({
    text,
    plain,
    then: z.enum(['hide', 'open', 'stay']),
    as: z.enum(['one', 'lines']),
  }),
  'capture.add': z.object({
    text,
    plain: plain.exactOptional(),
    place: z
      .object({ kind: z.enum(['stage', 'project']), id, name: z.string().max(1_000) })
      .nullable()
      .exactOptional(),
  }),
  'capture.hide': nothing,
  'capture.missed': nothing,

  'captures.list': nothing,
  'captures.open': captureId,
  'captures.retry': captureId,
  'captures.leave-out-files': captureId,
  'captures.undo': captureId,
  'captures.restore': captureId,
  'captures.edit': captureId.extend({
    title: z.string().max(10_000).exactOptional(),
    deadline: moment.nullable().exactOptional(),
    priority: priority.exactOptional(),
  }),
  'captures.complete': captureId,
  'captures.comment': captureId.extend({ text: z.string().trim().min(1).max(60_000) }),
  'captures.identify': captureId.extend({ taskId: id.nullable() }),

  'upload.get': nothing,
  'upload.stop': captureId,

  'captures.copy-undelivered': nothing,

  'damaged.list': nothing,
  'damaged.copy': damagedName,
  'damaged.remove': damagedName,

  'settings.get': nothing,
  'settings.change': someSettings,
  'settings.export': nothing,
  'settings.import': nothing,
  'shortcut.pause': z.object({ paused: z.boolean() }),
  'shortcut.try': z.object({ on: z.boolean() }),
  'shortcut.command': nothing,
  'clipboard.copy-command': nothing,

  'autostart.get': nothing,
  'autostart.set': z.object({ on: z.boolean() }),

  'diagnostics.get': nothing,
  'diagnostics.probe': nothing,
  'diagnostics.test': nothing,
  'diagnostics.copy': nothing,
  'diagnostics.open-log': nothing,

  'reminders.list': nothing,
  'reminders.act': z.object({ taskId: id, action: z.enum(['snooze', 'complete', 'open', 'dismiss']) }),

  'network.get': nothing,
  'network.answer': z.object({
    id: z.string().min(1).max(2_000),
    yes: z.boolean(),
    login: z.object({ user: z.string().max(500), password: z.string().max(500) }).exactOptional(),
  }),
  'network.revoke': z.object({ kind: z.enum(['pin', 'plain', 'proxy']), name: z.string().min(1).max(2_000) }),
  'network.choose': z.object({ mode: z.enum(['system', 'none', 'this']), address: z.string().max(2_000) }),

  'updates.get': nothing,
  'updates.check': nothing,
  'updates.install': nothing,

  'window.show': z.object({ view: z.enum(['plan', 'sent', 'settings']) }),
  'window.fit': z.object({ height: z.number().int().min(40).max(2_000) }),
} satisfies { [K in RequestName]: z.ZodType<Input<K>> }

const token = z.uuid()

/** What the preload script hands over of files that a person dropped or pasted. No path is among it. */
export const fileInputs = {
  begin: z.object({ name: z.string().max(10_000), isOnDisk: z.boolean() }),
  part: z.object({ token, bytes: z.instanceof(Uint8Array) }),
  end: z.object({
    token,
    problem: z
      .object({
        code: z.enum(['file-is-folder', 'file-too-large', 'file-unreadable']),
        detail: z.literal('ETIMEDOUT').optional(),
      })
      .nullable(),
  }),
}
