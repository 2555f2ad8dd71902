import type { CaptureRecord } from '../../../../electron/outbox/record.ts'
import type { Expected, World } from './world.ts'

/** Everything that is not as it was promised, in words; empty where all is well. */
export function wrongs({ expected, records, portal, network, unexpected }: World): string[] {
  const kept = records()
  const known = new Map(kept.map((record) => [record.id, record]))
  const owners = new Map<number, CaptureRecord[]>()
  for (const record of kept) {
    if (record.taskId === null || record.state === 'undone') continue
    owners.set(record.taskId, [...(owners.get(record.taskId) ?? []), record])
  }
  const isThere = (taskId: number | null) => portal.data.tasks.some(({ id }) => id === taskId)

  const ofOne = ({ id, said, undone }: Expected): string[] => {
    const record = known.get(id)
    if (!record) return said === 'kept' ? ['lost: it was said to be kept'] : []
    if (said === 'not-kept') return ['misreported: kept, though it was said not to be']
    const { state, taskId, problem } = record
    const wasRefused = (text: string) => network.refused.some((body) => body.includes(text))
    const deleteRefused = wasRefused(`"id":${taskId}`) || wasRefused(`"taskId":${taskId}`)
    const unwanted = undone && !deleteRefused && state !== 'undone' && problem?.code !== 'capture-in-doubt'
    if (unwanted) return [`misreported: taken back and ${state} (${problem?.code})`]
    switch (state) {
      case 'sent':
        return isThere(taskId) ? partsOf(record, portal) : ['misreported: sent, and there is no such task']
      case 'undone':
        return isThere(taskId) ? ['misreported: undone, and its task is there'] : []
      case 'attention':
        if (problem?.code === 'capture-in-doubt')
          return record.candidates.length > 0 ? [] : ['asks about nothing']
        if (problem?.code === 'undo-impossible')
          return isThere(taskId) && deleteRefused ? [] : ['undo was possible']
        if (problem?.code !== 'refused') return [`misreported: ${problem?.code}`]
        if (taskId !== null && !isThere(taskId)) return ['misreported: its task is gone']
        return wasRefused(taskId === null ? record.title : String(taskId)) ? [] : ['it was never refused']
      default:
        return [`stuck: ${state} (${problem?.code})`]
    }
  }

  const doubts = kept.filter(({ problem }) => problem?.code === 'capture-in-doubt')
  const ofTask = ({ id, title }: { id: number; title: string }): string[] => {
    const [owner, ...others] = owners.get(id) ?? []
    if (others.length > 0) return [`task ${id} is said to be ${others.length + 1} captures`]
    if (owner || doubts.some(({ candidates }) => candidates.some(({ taskId }) => taskId === id))) return []
    return [`doubled: task ${id} (${title}) is no capture's`]
  }
  const errors = unexpected.map((error) => `unexpected: ${String(error)}`)
  const isFull = (text: string) => text.includes('The disk is full')
  return [
    ...expected.flatMap((one) => ofOne(one).map((wrong) => `${one.id}: ${wrong}`)),
    ...portal.data.tasks.flatMap(ofTask),
    ...errors.filter((text) => !isFull(text)),
  ]
}

/** What a sent capture wanted beside its task has to be there, and once. */
function partsOf({ taskId, parsed }: CaptureRecord, { data }: World['portal']): string[] {
  const items = data.checklistItems.filter((item) => item.taskId === taskId && item.parentId !== 0)
  const lists = data.checklistItems.filter((item) => item.taskId === taskId && item.parentId === 0)
  const tags = data.tasks.find(({ id }) => id === taskId)?.tags.map(({ title }) => title) ?? []
  const sorted = (texts: readonly string[]) => [...texts].sort().join()
  return [
    ...(sorted(items.map(({ title }) => title)) === sorted(parsed.checklist)
      ? []
      : ['its checklist is not whole']),
    ...(lists.length === (parsed.checklist.length > 0 ? 1 : 0) ? [] : ['its checklist is there twice']),
    ...(sorted(tags) === sorted(parsed.tags) ? [] : ['its tags are wrong']),
  ]
}
