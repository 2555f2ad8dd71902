import { portalDirectory } from '../../../electron/bitrix/directory.ts'
import {
  readKanban,
  readPlan,
  toPlanTasks,
  type ListOptions,
} from '../../../electron/bitrix/board/plan-tasks.ts'
import { bitrixClient, type BitrixClient } from '../../../electron/bitrix/rest/client.ts'
import { parseWebhook } from '../../../electron/bitrix/rest/webhook.ts'
import type { DemoPortalOptions } from '../../../electron/demo/options.ts'
import { startDemoPortal } from '../../../electron/demo/portal.ts'
import type { Faults } from '../../../electron/demo/http/faults.ts'
import { withNames } from '../../../electron/bitrix/tasks/task-names.ts'
import type { Stage } from '../../../electron/model.ts'
import { jumpingClock } from './rest/manual-clock.ts'

/** A client of this webhook address that never really waits. */
export function clientOf(
  webhook: string,
  given: Partial<Parameters<typeof bitrixClient>[0]> = {},
): BitrixClient {
  return bitrixClient({
    fetch,
    credentials: () => Promise.resolve(parseWebhook(webhook)),
    version: '1.2.3',
    clock: jumpingClock(),
    random: () => 0,
    ...given,
  })
}

/** The tasks of My Plan as a board shows them. */
export const listPlan = async (
  client: BitrixClient,
  stages: readonly Pick<Stage, 'id'>[],
  options: ListOptions = {},
) => toPlanTasks(await readPlan(client, stages, options))

/** A board as a window gets it: My Plan, or a project's kanban, with names. */
export async function namedBoard(client: BitrixClient, stages: readonly Pick<Stage, 'id'>[], projectId = 0) {
  const read = projectId === 0 ? readPlan(client, stages) : readKanban(client, projectId, stages)
  const { tasks, grouped } = toPlanTasks(await read)
  return { tasks: await withNames(tasks, portalDirectory(client)), grouped }
}

/** A demo portal with its seed, in memory. What shall go wrong can be set later in `faults`. */
export async function demoPortal(
  options: Pick<DemoPortalOptions, 'rest3' | 'titles' | 'size'> & { file?: string } = {},
) {
  const faults: Faults = {}
  const portal = await startDemoPortal({ file: null, key: 'test-key', port: 0, faults, ...options })
  return { ...portal, faults, client: clientOf(portal.webhook) }
}
