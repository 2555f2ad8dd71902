import type { Case, Context, Need } from './case.ts'
import { show } from './check.ts'
import type { Ledger, PlanStage } from './cleanup.ts'
import { cleanUp, createMaker, readPlan } from './cleanup.ts'
import type { Caller } from './portal.ts'
import { Stopped } from './portal.ts'
import { WriteWithheld } from './reads.ts'

export type CaseResult = {
  section: string
  name: string
  /** `skipped`: the webhook lacks what the case needs, or the run may only read and the case writes. */
  outcome: 'passed' | 'failed' | 'probed' | 'skipped'
  milliseconds: number
  /** What a probe found, why a check failed, what was lacking. Free of secrets. */
  seen: string
}

export type Report = {
  results: CaseResult[]
  /** The stages that the user had are there as before, in the same order. */
  areStagesKept: boolean
  /** What the run made and could not remove, in words. */
  left: string[]
  wasStopped: boolean
}

export type RunOptions = {
  caller: Caller
  userId: number
  /** Stands in the title of everything that is made, and in nothing else on the portal. */
  mark: string
  cases: Case[]
  /** Takes lines for a person to read. */
  write: (line: string) => void
  /** Ends the run early; what was made is removed all the same. */
  signal?: AbortSignal
}

/** Puts all cases to a portal, one after the other, and leaves it as it was. Rejects only if the portal does not answer at all. */
export async function runContract(options: RunOptions): Promise<Report> {
  const { caller, cases, mark, userId, write, signal } = options
  const stop = () => {
    caller.stop()
  }
  const granted = await readGranted(caller)
  const before = granted.has('task') ? await readPlan(caller) : []
  const ledger: Ledger = { tasks: new Set(), stages: new Set(), files: new Set() }
  const context: Context = { portal: caller, userId, mark, make: createMaker(caller, mark, userId, ledger) }
  const results: CaseResult[] = []
  signal?.addEventListener('abort', stop)
  if (signal?.aborted) stop()
  try {
    for (const one of cases) {
      const result = await runOne(one, context, granted)
      if (!result || signal?.aborted) break
      results.push(result)
      write(inWords(result))
    }
  } finally {
    signal?.removeEventListener('abort', stop)
    caller.resume()
  }
  write('')
  write(signal?.aborted ? 'Stopped. Removing what was made …' : 'Removing what was made …')
  const end = granted.has('task') ? await leave(options, ledger, before) : { left: [], areStagesKept: true }
  return { results, wasStopped: signal?.aborted ?? false, ...end }
}

/** Null where the run was stopped meanwhile. */
async function runOne(one: Case, context: Context, granted: Set<Need>): Promise<CaseResult | null> {
  const { kind, section, name } = one
  const started = performance.now()
  const finish = (outcome: CaseResult['outcome'], seen: string): CaseResult => {
    const milliseconds = Math.round(performance.now() - started)
    return { section, name, outcome, milliseconds, seen: context.portal.hide(seen) }
  }
  const lacking = one.needs.filter((need) => !granted.has(need))
  if (lacking.length > 0) return finish('skipped', `not granted: ${lacking.join(', ')}`)
  try {
    const found = await one.run(context)
    return kind === 'probe' ? finish('probed', show(found ?? '')) : finish('passed', '')
  } catch (error) {
    if (error instanceof Stopped) return null
    if (error instanceof WriteWithheld) return finish('skipped', 'it writes; --write asks it')
    const message = error instanceof Error ? error.message : String(error)
    return kind === 'probe'
      ? finish('probed', `could not be found out: ${message}`)
      : finish('failed', message)
  }
}

/** Scopes by which cases are chosen, and whether the portal has REST 3.0. */
async function readGranted(caller: Caller): Promise<Set<Need>> {
  const scopes: unknown = (await caller.v2('scope')).body?.result
  if (!Array.isArray(scopes)) throw new Error('The portal does not accept this webhook')
  const granted = new Set<Need>()
  if (scopes.includes('task')) granted.add('task')
  if (scopes.some((scope) => ['user', 'user_basic', 'user_brief'].includes(String(scope))))
    granted.add('user')
  if (scopes.includes('sonet_group')) granted.add('sonet_group')
  if (scopes.includes('disk')) granted.add('disk')
  if ((await caller.v3('tasks.task.list', { pagination: { limit: 1 } })).status === 200) granted.add('v3')
  return granted
}

async function leave(
  { caller, mark, userId, write }: RunOptions,
  ledger: Ledger,
  before: PlanStage[],
): Promise<Pick<Report, 'left' | 'areStagesKept'>> {
  const left = await cleanUp(caller, mark, userId, ledger).catch((error: unknown) => {
    const message = error instanceof Error ? error.message : String(error)
    return [`the rest of what is titled ${mark} (${message})`]
  })
  const after = await readPlan(caller).catch((): PlanStage[] => [])
  const areStagesKept = JSON.stringify(after) === JSON.stringify(before)
  const count = `${before.length} stage${before.length === 1 ? '' : 's'}`
  write(left.length === 0 ? 'Everything that was made is removed.' : `NOT removed: ${left.join(', ')}`)
  write(
    areStagesKept
      ? `Your ${count} are as they were, in the same order.`
      : `YOUR STAGES DIFFER. Before: ${listed(before)}. Now: ${listed(after)}.`,
  )
  return { left, areStagesKept }
}

function listed(stages: PlanStage[]): string {
  return stages.map(({ title, color }) => `“${title}” ${color}`).join(', ') || 'none'
}

const signs = { passed: '✓', failed: '✗', probed: '?', skipped: '–' }

/** A result in one line, and why in a second one where there is something to say. */
function inWords({ section, name, outcome, milliseconds, seen }: CaseResult): string {
  const line = `${signs[outcome]} ${section.padEnd(5)} ${name}`
  if (outcome === 'passed') return `${line} (${milliseconds} ms)`
  return `${line}\n        ${seen.replaceAll('\n', ' ')}`
}

/** The last line of a run: `12 passed, 0 failed, 3 probed`. */
export function summary(results: CaseResult[]): string {
  const count = (outcome: CaseResult['outcome']) =>
    results.filter((result) => result.outcome === outcome).length
  return `${count('passed')} passed, ${count('failed')} failed, ${count('probed')} probed`
}
