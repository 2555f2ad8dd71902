import type { CrmLink, Range } from '../../model.ts'
import { overlaps } from './ranges.ts'

export type CrmToken = Range & { kind: 'crm'; link: CrmLink }

const path = String.raw`/crm/(lead|deal|contact|company)/(?:details|show)/(\d{1,15})/?`
const end = String.raw`(?:[?#][^\s"«»<>\\]*)?(?=$|[\s"«»<>\\,;)\]}])`
/** How the portal writes what a task is bound to. Source: tasks-task-add.md, `crmItemIds`. */
const prefixes = { lead: 'L_', deal: 'D_', contact: 'C_', company: 'CO_' } as const

const patterns = new Map<string, RegExp>()

/** Links to leads, deals, contacts and companies of the portal (its host, with the port if it has one). */
export function findCrmLinks(line: string, portal: string | undefined, plain: readonly Range[]): CrmToken[] {
  if (!portal || !line.includes('/crm/')) return []
  return [...line.matchAll(patternOf(portal))].flatMap((match): CrmToken[] => {
    const range = { from: match.index, to: match.index + match[0].length }
    const entity = match[1]?.toLowerCase() as keyof typeof prefixes
    const number = Number(match[2])
    if (plain.some((other) => overlaps(range, other))) return []
    return [{ kind: 'crm', ...range, link: { id: `${prefixes[entity]}${number}`, entity, number } }]
  })
}

function patternOf(portal: string): RegExp {
  const known = patterns.get(portal)
  if (known) return known
  const host = portal.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])https?://${host}${path}${end}`, 'giu')
  patterns.set(portal, pattern)
  return pattern
}
