import type { View } from '../../electron/model.ts'
import type help from '../../resources/translations/en/help.json'

export type KeyRow = { keys: readonly string[]; text: keyof typeof help.key }
export type KeyTopic = {
  id: Exclude<keyof typeof help.topic, 'write'>
  view: View | null
  rows: readonly KeyRow[]
}

/** What can be written in a capture, in the order in which people come to need it. */
export const written: readonly (keyof typeof help.write)[] = [
  ...(['deadline', 'plan', 'person', 'project', 'stage', 'tag'] as const),
  ...(['parent', 'crm'] as const),
  ...(['priority', 'estimate', 'template', 'description', 'checklist', 'plain'] as const),
]

/** The keys of each place, as Electron accelerators. `view`: the view that they belong to. */
export const keyTopics: readonly KeyTopic[] = [
  {
    id: 'capture',
    view: null,
    rows: [
      { keys: ['Return'], text: 'save' },
      { keys: ['Control+Return'], text: 'open' },
      { keys: ['Alt+Return'], text: 'stay' },
      { keys: ['Shift+Return'], text: 'line' },
      { keys: ['Control+T'], text: 'plain' },
      { keys: ['Control+Z'], text: 'take-back' },
      { keys: ['Control+D'], text: 'bring-back' },
      { keys: ['Control+Shift+Backspace'], text: 'discard' },
      { keys: ['Esc'], text: 'hide' },
    ],
  },
  {
    id: 'everywhere',
    view: null,
    rows: [
      { keys: ['F1'], text: 'help' },
      { keys: ['CommandOrControl+K'], text: 'find' },
      { keys: ['CommandOrControl+1', 'CommandOrControl+2', 'CommandOrControl+3'], text: 'views' },
      { keys: ['CommandOrControl+Plus', 'CommandOrControl+-', 'CommandOrControl+0'], text: 'zoom' },
    ],
  },
  {
    id: 'plan',
    view: 'plan',
    rows: [
      { keys: ['Up', 'Down', 'Left', 'Right'], text: 'walk' },
      { keys: ['Return'], text: 'open-task' },
      { keys: ['CommandOrControl+O'], text: 'open-browser' },
      { keys: ['CommandOrControl+Return'], text: 'complete' },
      { keys: ['Space', 'CommandOrControl+A'], text: 'select' },
      { keys: ['CommandOrControl+Shift+Left', 'CommandOrControl+Shift+Right'], text: 'move' },
      { keys: ['Shift+F10'], text: 'menu' },
      { keys: ['F2'], text: 'rename' },
      { keys: ['CommandOrControl+N'], text: 'add-stage' },
      { keys: ['Space'], text: 'grip' },
      { keys: ['CommandOrControl+Z', 'CommandOrControl+Shift+Z'], text: 'undo' },
      { keys: ['CommandOrControl+F'], text: 'filter' },
      { keys: ['F5'], text: 'refresh' },
    ],
  },
  {
    id: 'settings',
    view: 'settings',
    rows: [{ keys: ['CommandOrControl+F'], text: 'search-settings' }],
  },
]
