/// <reference types="vite/client" />
import { mount } from 'svelte'
import '../../../renderer/shared/theme.css'
import Board from '../../../renderer/plan/Board.svelte'
import { Boards } from '../../../renderer/plan/model/boards.svelte.ts'
import { createBridge } from '../../../renderer/shared/bridge.ts'
import { SettingsState } from '../../../renderer/shared/settings.svelte.ts'
import { Words } from '../../../renderer/shared/words.svelte.ts'
import type { Plan, Problem } from '../../../electron/model.ts'
import { plan, smallPortal, task } from '../../renderer/plan/fixtures.ts'
import { fakeTransport } from '../fake-transport.ts'

/** A board over the smallest portal; `#ru` is Russian, `#more` has a task that demands a result and one of a sprint, `offline()` takes the portal away. */
const words = new Words()
if (location.hash.includes('ru')) words.locale = 'ru'
const long =
  'Prepare the quarterly report for the whole department with all the appendices that were asked for last year'
const people = { id: 5, name: 'Александра Константинопольская' }
const project = { id: 7, name: 'Mobile application, second version' }
const more = { responsible: people, project, deadline: '2026-11-20T15:00:00Z' }
const full: Plan = {
  ...plan,
  byHand: true,
  tasks: [
    task(11, 1),
    task(12, 1, { ...more, title: long, priority: 'high', tags: ['report', 'quarter', 'department'] }),
    task(13, 1, { title: 'Call Anna', responsible: people, project }),
    task(14, 1, { title: 'Buy paper', priority: 'low', state: 'awaiting-control' }),
    task(15, 1, { title: 'Sprint review', isScrum: true }),
    task(21, 2),
    ...(location.hash.includes('more')
      ? [
          task(16, 1, { title: 'Sign the contract', subtasks: 3 }),
          task(22, 2, { title: 'Sprint planning', isScrum: true }),
        ]
      : []),
  ],
}
const { answers } = smallPortal(full)
let isOffline = false
const reply = answers['plan.get']
const complete = answers['tasks.complete']
let hasResult = false
const main = fakeTransport({
  ...answers,
  'plan.get': (input) => {
    if (isOffline) throw { code: 'offline' } satisfies Problem
    return reply?.(input) ?? full
  },
  'tasks.complete': (input) => {
    if (!input.taskIds.includes(16) || hasResult) return complete?.(input) ?? { done: [], refused: [] }
    return { done: [], refused: [{ taskId: 16, problem: { code: 'refused' } }] }
  },
  'tasks.results': ({ taskId }) => ({ isRequired: taskId === 16, results: [] }),
  'tasks.add-result': ({ text }) => {
    if (text === 'refuse this') throw { code: 'access-denied' } satisfies Problem
    hasResult = true
    return null
  },
  'board-preferences.get': () => ({ collapsed: [], showsCompleted: false, isCompact: false }),
  'board-preferences.keep': () => null,
  'boards.projects': () => [
    { id: 7, name: 'Mobile application' },
    { id: 8, name: 'Website' },
  ],
  'tasks.open': () => null,
})
const bridge = createBridge(main)
const boards = new Boards(bridge)
Object.assign(window, {
  asked: main.asked,
  offline: () => {
    isOffline = true
    return boards.current.refresh()
  },
})
const target = document.body.appendChild(document.createElement('main'))
target.style.height = '100vh'
mount(Board, {
  target,
  props: { board: boards.current, boards, bridge, settings: new SettingsState(bridge), words },
})
