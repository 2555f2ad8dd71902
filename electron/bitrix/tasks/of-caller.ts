/**
 * Picks tasks by the caller's part in them; `MEMBER` is any. No condition while the portal has not said who signed in (0): it
 * lists what the caller may see in any case. Source: tasks-task-list.md.
 */
export const ofCaller = (part: 'MEMBER' | 'RESPONSIBLE_ID', userId: number): Record<string, number> =>
  userId > 0 ? { [part]: userId } : {}
