import type { BitrixClient } from '../../bitrix/rest/client.ts'
import { KeyForgotten, keyWasUsed, outcomeOf } from '../../bitrix/rest/errors.ts'
import { serverTime } from '../../bitrix/server-time.ts'
import { areStoredAlike } from '../../bitrix/tasks/stored-title.ts'
import { portalTasks, readTaskBody } from '../../bitrix/tasks/tasks.ts'
import { createTaskV2, findCreated, lacksRest3 } from '../../bitrix/tasks/tasks-v2.ts'
import { AppError } from '../../errors.ts'
import { InDoubt } from './failures.ts'
import type { Outbox } from '../outbox.ts'
import type { Attempt, CaptureRecord } from '../record.ts'

export type Creation = {
  /** The capture's task: the one that an earlier try has made, or a new one. Throws `InDoubt` and what calls throw. */
  obtain(id: string): Promise<number>
  /** The task that an earlier try has made, or null where it is sure that there is none. Throws the same. */
  seek(id: string): Promise<number | null>
}

type CreationDeps = {
  outbox: Outbox
  clientOf: (accountId: string) => BitrixClient
  now: () => number
  /** How long after a first look-up without a find a second one counts, in milliseconds. */
  settling: number
}

/** A portal forgets a key after 24 hours; its clock may differ from ours. */
const keyLife = 23 * 3_600_000
const clockDifference = 10 * 60_000

/**
 * Makes a capture's task exactly once. Over REST 3.0 the same body under the same key may be repeated; what was tried
 * over the old API, or too long ago, is looked up first. A try is on disk before it is made.
 */
export function createCreation({ outbox, clientOf, now, settling }: CreationDeps): Creation {
  const read = (id: string): CaptureRecord => {
    const capture = outbox.find(id)
    if (!capture) throw new AppError('not-found', 'No such capture')
    return capture
  }

  const begin = (id: string, api: Attempt['api']) =>
    outbox.update(id, ({ attempt }) => ({
      attempt: { api, at: attempt?.at ?? new Date(now()).toISOString(), quietAt: null },
    }))

  const mayRepeat = ({ api, at }: Attempt) => {
    const age = now() - Date.parse(at)
    return api === 'v3' && age >= 0 && age < keyLife
  }

  const overRest3 = async ({ id, accountId, body, attempt }: CaptureRecord) => {
    const keyIsKept = () => attempt !== null && mayRepeat(attempt)
    return (await portalTasks(clientOf(accountId)).createTask(body, id, { keyIsKept })).taskId
  }

  /** From when on a try may have made a task, by the portal's clock; null where the clock was turned back since. */
  async function earliest({ accountId, capturedAt }: CaptureRecord, { at }: Attempt): Promise<Date | null> {
    const begun = [Date.parse(at), Date.parse(capturedAt)]
    if (Math.max(...begun) > now() + clockDifference) return null
    const theirs = await serverTime(clientOf(accountId))
    const ahead = theirs === null ? 0 : Math.max(0, now() - theirs)
    return new Date(Math.min(...begun, now()) - ahead - clockDifference)
  }

  async function lookUp(capture: CaptureRecord, attempt: Attempt): Promise<number | null> {
    const { title, creatorId } = readTaskBody(capture.body)
    const from = await earliest(capture, attempt)
    const since = (from ?? new Date(0)).toISOString().replace(/\.\d+Z$/, '+00:00')
    const found = await findCreated(clientOf(capture.accountId), { creatorId, title, since })
    const marked = found.find(({ marker }) => marker === capture.id)
    if (marked) return marked.taskId
    const others = outbox
      .records()
      .filter(({ id, accountId }) => accountId === capture.accountId && id !== capture.id)
    const candidates = found.filter(
      (one) => !others.some(({ id, taskId }) => taskId === one.taskId || id === one.marker),
    )
    const [only, ...more] = candidates
    if (only) {
      const isClaimed = others.some((other) => mayBeTheSame(other, title))
      if (more.length === 0 && !isClaimed && from !== null) return only.taskId
      throw new InDoubt(candidates.map((one) => ({ taskId: one.taskId, title: one.title })))
    }
    await waitForQuiet(capture.id, attempt)
    return null
  }

  /** What was sent may still be on its way in the portal, so nothing found once is not enough. */
  async function waitForQuiet(id: string, attempt: Attempt): Promise<void> {
    const quietFor = attempt.quietAt === null ? -1 : now() - Date.parse(attempt.quietAt)
    if (quietFor >= settling) {
      await outbox.update(id, { attempt: null })
      return
    }
    if (quietFor < 0) {
      await outbox.update(id, { attempt: { ...attempt, quietAt: new Date(now()).toISOString() } })
    }
    throw new AppError('capture-in-doubt', 'The task has to be looked up once more')
  }

  /** From now on this try can only be looked up. */
  const asOld = async (id: string, attempt: Attempt): Promise<Attempt> => {
    const old = { ...attempt, api: 'v2' as const }
    await outbox.update(id, { attempt: old })
    return old
  }

  async function seek(id: string): Promise<number | null> {
    const capture = read(id)
    const { attempt } = capture
    if (!attempt) return null
    if (!mayRepeat(attempt)) return lookUp(capture, attempt)
    try {
      return await overRest3(capture)
    } catch (error) {
      if (error instanceof KeyForgotten) return seek(id)
      if (!lacksRest3(error) && outcomeOf(error) !== 'refused') throw error
      return lookUp(capture, await asOld(id, attempt))
    }
  }

  async function makeOverRest3(id: string): Promise<number> {
    const isFirst = read(id).attempt === null
    const capture = await begin(id, 'v3')
    try {
      return await overRest3(capture)
    } catch (error) {
      if (isFirst && outcomeOf(error) !== 'unknown') await outbox.update(id, { attempt: null })
      throw error
    }
  }

  async function makeOverOld(id: string): Promise<number> {
    const { accountId, body } = await begin(id, 'v2')
    try {
      return await createTaskV2(clientOf(accountId), readTaskBody(body), { marker: id })
    } catch (error) {
      if (outcomeOf(error) !== 'unknown') await outbox.update(id, { attempt: null })
      throw error
    }
  }

  async function obtain(id: string): Promise<number> {
    const capture = read(id)
    const { attempt } = capture
    if (attempt && !mayRepeat(attempt)) {
      const found = await lookUp(capture, attempt)
      if (found !== null) return found
    }
    try {
      return await makeOverRest3(id)
    } catch (error) {
      if (error instanceof KeyForgotten) return obtain(id)
      const isMissing = lacksRest3(error)
      // A refusal says nothing of what an earlier try has made.
      if (!isMissing && !keyWasUsed(error) && outcomeOf(error) !== 'refused') throw error
      const earlier = read(id).attempt
      const found = earlier && (await lookUp(capture, await asOld(id, earlier)))
      if (found !== null) return found
      if (!isMissing) throw error
      return makeOverOld(id)
    }
  }

  return { obtain, seek }
}

/** Whether a task of this title may as well be another capture's whose answer was lost. */
function mayBeTheSame({ taskId, attempt, body }: CaptureRecord, title: string): boolean {
  return taskId === null && attempt !== null && areStoredAlike(readTaskBody(body).title, title)
}
