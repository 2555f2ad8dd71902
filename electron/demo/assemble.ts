import { createCallers } from './callers.ts'
import { createCalls } from './calls.ts'
import type { Clock } from './data/clock.ts'
import type { Portal } from './context.ts'
import { createZones, toMoment } from './data/dates.ts'
import { createTimekeeper } from './http/envelope.ts'
import type { Faults } from './http/faults.ts'
import { createFileStore } from './data/file-store.ts'
import { createIntensity, readLimits } from './http/limits.ts'
import { createAuthorizePages } from './oauth/authorize.ts'
import type { AppCard } from './oauth/card.ts'
import { createGrants } from './oauth/grants.ts'
import { createPages } from './http/pages.ts'
import type { DemoPortalOptions } from './portal.ts'
import type { ServerParts } from './http/server.ts'
import type { Store } from './data/store.ts'

/** Builds the parts of the server and hands them to each other; `url` is asked only when somebody calls. */
export function assemble(
  options: DemoPortalOptions,
  card: AppCard,
  store: Store,
  clock: Clock,
  url: () => string,
): ServerParts {
  const { language = 'en', variant = 'snapshot' } = options
  const { data } = store
  const zones = createZones()
  const files = createFileStore(options.file)
  const portal: Portal = { data, now: clock.now, language, variant, zones, files, changed: store.changed }
  const limits = readLimits(options.limits)
  const control = options.control ?? null
  const faults: Faults = { before: (call) => control?.choose(call) ?? options.faults?.before?.(call) }
  const timekeeper = createTimekeeper(clock.now, (date) => zones.format(toMoment(date), ''), limits)
  const grants = createGrants(portal, options.onIssue)
  const shared = { grants, clock, faults, keep: <T>(run: () => T) => keep(store, run) }
  return {
    rest: {
      ...shared,
      calls: createCalls(portal, timekeeper, faults, options.rest3 ?? true),
      callers: createCallers(options.key, data, card, grants),
      timekeeper,
      intensity: createIntensity(limits, clock.now),
      bodyLimit: options.bodyLimit ?? 64 * 1024 * 1024,
    },
    oauth: {
      ...shared,
      card,
      pages: createAuthorizePages(language, data.users, card),
      users: data.users,
      url,
    },
    pages: createPages(portal),
    control,
  }
}

/** An answer tells of nothing that a power cut could still take back. */
async function keep<T>(store: Store, run: () => T): Promise<T> {
  const before = store.changes()
  const result = run()
  if (store.changes() !== before) await store.saved()
  return result
}
