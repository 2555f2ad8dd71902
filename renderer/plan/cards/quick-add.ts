import type { CapturePlace, Project, Stage } from '../../../electron/model.ts'
import type { Bridge } from '../../shared/bridge.ts'

/** Where a task goes that is written at the foot of a stage: `place` is null where new tasks arrive anyway. */
export type Destination = { place: CapturePlace | null }

/**
 * The destination at the foot of a stage; null where a capture cannot be sent: to a stage that the portal has not
 * numbered yet, and to any but the first of a project.
 */
export function destinationOf(project: Project | null, stage: Stage, isFirst: boolean): Destination | null {
  if (stage.id <= 0) return null
  if (project) return isFirst ? { place: { kind: 'project', id: project.id, name: project.name } } : null
  return { place: isFirst ? null : { kind: 'stage', id: stage.id, name: stage.title } }
}

/** Keeps the task as a capture; it is sent, and seen on the board, when the portal has it. */
export async function quickAdd(bridge: Bridge, text: string, { place }: Destination): Promise<void> {
  await bridge.ask('capture.add', { text: text.trim(), place })
}
