import type { Words } from '../../shared/words.svelte.ts'
import type { BoardCommands } from '../interaction/board-commands.ts'
import type { Board } from '../model/board.svelte.ts'
import type { Column } from '../model/columns.ts'
import type { MenuItem } from '../../shared/ui/menu-item.ts'

type Deps = { board: Board; column: Column; words: Words; commands: BoardCommands; oncolor: () => void }

/** What can be done with a stage; what cannot be done now says why. */
export function stageMenu({ board, column, words, commands, oncolor }: Deps): MenuItem[] {
  const { key } = column
  const at = board.columns.findIndex((it) => it.key === key)
  const reason = commands.disabledReason('stages')
  const kept = at === 0 ? words.t('plan.stage.keptFirst') : null
  const edge = words.t('plan.stageDrag.edge')
  return [
    {
      key: 'rename',
      label: words.t('plan.stage.rename'),
      icon: 'pencil',
      shortcut: 'F2',
      reason,
      onpick: () => commands.rename(key),
    },
    { key: 'color', label: words.t('plan.stage.recolor'), icon: 'color', reason, onpick: oncolor },
    {
      key: 'add',
      label: words.t('plan.stage.addAfter'),
      icon: 'plus',
      reason,
      onpick: () => commands.addAfter(key),
    },
    {
      key: 'left',
      label: words.t('plan.stageDrag.left'),
      icon: 'left',
      reason: reason ?? (at === 0 ? edge : null),
      onpick: () => commands.shift(column, -1),
    },
    {
      key: 'right',
      label: words.t('plan.stageDrag.right'),
      icon: 'move',
      reason: reason ?? (at === board.columns.length - 1 ? edge : null),
      onpick: () => commands.shift(column, 1),
    },
    {
      key: 'collapse',
      label: words.t('plan.options.collapse'),
      icon: 'collapse',
      onpick: () => commands.toggleCollapsed(column),
    },
    {
      key: 'delete',
      label: words.t('plan.stage.delete'),
      icon: 'trash',
      section: '',
      reason: kept ?? reason,
      onpick: () => void commands.askRemove(column),
    },
  ]
}
