import type { Project, Stage } from '../../electron/ipc/contract.ts'
import type { Bridge } from '../shared/bridge.ts'

/** Where a captured task is to go, in the capture language. */
export type Destination =
  { kind: 'first' } | { kind: 'stage'; title: string } | { kind: 'project'; name: string }

/** Where a task goes that is written at the foot of a stage; null where the capture language has no words for it. */
export function destinationOf(project: Project | null, stage: Stage, isFirst: boolean): Destination | null {
  if (!project) return isFirst ? { kind: 'first' } : { kind: 'stage', title: stage.title }
  return isFirst ? { kind: 'project', name: project.name } : null
}

/** Whether the capture language can name this destination: a name within quotes has none of its own. */
export function canName(to: Destination): boolean {
  return to.kind === 'first' || nameOf(to) !== ''
}

/** The text of a capture with its destination at the end: `Call Anna /"This week"`. New tasks arrive in the first stage anyway. */
export function captureText(text: string, to: Destination): string {
  const plain = text.trim()
  if (to.kind === 'first') return plain
  return `${plain} ${to.kind === 'stage' ? '/' : '+'}"${nameOf(to)}"`
}

/** Keeps the task as a capture; it is sent, and seen on the board, when the portal has it. */
export async function quickAdd(bridge: Bridge, text: string, to: Destination): Promise<void> {
  await bridge.ask('capture.add', { text: captureText(text, to) })
}

/** A title is told by its beginning, so what stands before a quotation mark is enough. */
function nameOf(to: Exclude<Destination, { kind: 'first' }>): string {
  const name = to.kind === 'stage' ? to.title : to.name
  return name.split('"')[0]?.trim() ?? ''
}
