import { randomUUID } from 'node:crypto'
import { newCapture } from '../../../../electron/outbox/new-capture.ts'
import type { CaptureRecord } from '../../../../electron/outbox/record.ts'
import { parsedAs } from '../support.ts'
import type { Action, Kind, Schedule } from './actions.ts'
import { settling, startApp, type App } from './app.ts'
import { newLife, type Life } from './life.ts'
import { memoryDisk } from './memory-disk.ts'
import { memoryPortal } from './memory-portal.ts'
import { createNetwork } from './network.ts'

/** What the person knows of a capture: whether it was said to be kept, and what they last wanted of it. */
export type Expected = { id: string; said: 'kept' | 'not-kept' | 'nothing'; undone: boolean }

const start = Date.UTC(2026, 10, 23, 9)
/** Lets everything happen that waits for nothing outside. */
const settle = async () => {
  for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve))
}
const nothing = () => undefined

/** A person, an app that can be killed, a disk, a network and a portal; all but the app's own code is a fake. */
export async function createWorld({ rest3 }: Pick<Schedule, 'rest3'>) {
  let now = start
  let signedIn = true
  const expected: Expected[] = []
  const unexpected: unknown[] = []
  const disk = memoryDisk()
  const portal = await memoryPortal({ rest3, now: () => new Date(now) })
  const network = createNetwork(portal)
  let life: Life
  let app: App

  async function open(): Promise<void> {
    life = newLife(() => undefined)
    app = await startApp({
      life,
      disk,
      network,
      webhook: portal.webhook,
      now: () => now,
      canSend: () => signedIn,
      onUnexpected: (error) => unexpected.push(error),
    })
    app.delivery.wake()
  }

  async function reopenIfDead(power: boolean, arrives: boolean): Promise<void> {
    if (!life.isOver()) return
    void app.delivery.stop()
    await network.orphan(life, arrives)
    if (power) disk.cutPower()
    await settle()
    await open()
  }

  function thought(title: number, kind: Kind): CaptureRecord {
    const words = `Thought ${title}`
    const tags = kind === 'tagged' ? ['call', 'home'] : []
    const checklist = kind === 'listed' ? ['Ask', 'Tell', 'Ask'] : []
    return newCapture({
      id: randomUUID(),
      text: words,
      plain: [],
      attachments: [],
      open: false,
      parsed: parsedAs(words, { tags, checklist }),
      to: { id: 'a', portal: 'p', userId: 1 },
      capturedAt: new Date(now),
    })
  }

  function capture(record: CaptureRecord): void {
    const entry: Expected = { id: record.id, said: 'nothing', undone: false }
    expected.push(entry)
    app.outbox.add([record]).then(
      () => {
        entry.said = 'kept'
        app.delivery.wake()
      },
      () => {
        entry.said = 'not-kept'
      },
    )
  }

  const crash = { power: false, arrives: false }
  function pick(which: number): Expected | undefined {
    const there = expected.filter(({ id }) => app.outbox.find(id))
    return there[which % Math.max(there.length, 1)]
  }

  async function perform(action: Action): Promise<void> {
    switch (action.do) {
      case 'capture':
        return capture(thought(action.title, action.kind))
      case 'answer':
        return void network.answer(action.call, action.fate)
      case 'undo': {
        const one = pick(action.which)
        if (one) app.changes.undo(one.id).then(() => (one.undone = true), nothing)
        return
      }
      case 'retry': {
        const one = pick(action.which)
        if (one && app.outbox.find(one.id)?.state === 'attention') app.changes.retry(one.id).catch(nothing)
        return
      }
      case 'edit': {
        const one = pick(action.which)
        if (one) app.changes.edit({ id: one.id, priority: 'high' }).catch(nothing)
        return
      }
      case 'restore': {
        const one = pick(action.which)
        if (!one || app.outbox.find(one.id)?.state !== 'undone') return
        const again: Expected = { id: '', said: 'nothing', undone: false }
        app.changes.restore(one.id).then((made) => {
          again.id = made.id
          again.said = 'kept'
          expected.push(again)
        }, nothing)
        return
      }
      case 'identify': {
        const one = pick(action.which)
        const candidates = one && app.outbox.find(one.id)?.candidates
        if (!one || !candidates) return
        const taskId = candidates[action.task]?.taskId ?? null
        app.changes.identify(one.id, taskId).catch(nothing)
        return
      }
      case 'crash':
        crash.power = action.power
        crash.arrives = action.arrives
        return life.end(action.effects)
      case 'sign':
        signedIn = action.in
        return app.delivery.wake()
      case 'pass':
        await network.arriveLate()
        while (action.ms > 60_000 && network.waiting() > 0) {
          await network.timeOut()
          await network.arriveLate()
          await settle()
        }
        now += action.ms
        return
      case 'full':
        return disk.fill(action.after, action.writes)
      case 'wake':
        return app.delivery.wake()
    }
  }

  /** Nothing goes wrong any more: lets all that is left come to its end. */
  async function mend(): Promise<void> {
    life.end(Infinity)
    disk.fill(0, 0)
    signedIn = true
    for (let round = 0; round < 60; round++) {
      await network.arriveLate()
      app.delivery.wake()
      await settle()
      while (network.waiting() > 0) {
        void network.answer(0, 'answered')
        await settle()
      }
      const isOpen = app.outbox
        .records()
        .some(({ state }) => !['sent', 'undone', 'attention'].includes(state))
      if (!isOpen) return
      now += settling
    }
  }

  await open()
  return {
    expected,
    unexpected,
    network,
    portal,
    records: () => app.outbox.records(),
    act: async (action: Action) => {
      await perform(action)
      await settle()
      await reopenIfDead(crash.power, crash.arrives)
    },
    mend,
    close: () => void app.delivery.stop(),
  }
}

export type World = Awaited<ReturnType<typeof createWorld>>
