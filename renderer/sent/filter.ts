import type { Capture } from '../../electron/model.ts'

/** Which captures the list shows. */
export type Filter = 'all' | 'waiting' | 'attention' | 'sent'

/** In the order of the buttons. */
export const filters: readonly Filter[] = ['all', 'waiting', 'attention', 'sent']

const groups: Record<Capture['state'], Filter> = {
  waiting: 'waiting',
  sending: 'waiting',
  undoing: 'waiting',
  attention: 'attention',
  sent: 'sent',
  undone: 'all',
}

/** The captures that a filter lets through. */
export const passing = (captures: Capture[], filter: Filter): Capture[] =>
  filter === 'all' ? captures : captures.filter(({ state }) => groups[state] === filter)
