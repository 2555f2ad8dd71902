import type { Capture, Parsed, Range, Span, Suggestions } from '../../../electron/model.ts'
import { Control, type FieldHandle } from '../../../renderer/capture/control.svelte.ts'
import { createBridge } from '../../../renderer/shared/bridge.ts'
import { fakeTransport } from '../../support/fake-transport.ts'

export type Answers = Parameters<typeof fakeTransport>[0]

/** What the main process understands of a text: nothing, but for what the test says. */
export const parsed = (text: string, part: Partial<Parsed> = {}): Parsed => ({
  title: text,
  description: '',
  deadline: null,
  rolled: false,
  startPlan: null,
  endPlan: null,
  priority: null,
  tags: [],
  people: [],
  project: null,
  stage: null,
  estimateSeconds: null,
  checklist: [],
  unresolved: [],
  spans: [],
  ...part,
})

export const span = (kind: Span['kind'], from: number, to: number, certain = true): Span => ({
  kind,
  from,
  to,
  certain,
})

export const capture = (text: string, part: Partial<Capture> = {}): Capture => ({
  id: text,
  text,
  title: text,
  deadline: null,
  priority: null,
  capturedAt: '2026-11-22T10:00:00Z',
  state: 'waiting',
  steps: [],
  attachments: [],
  taskId: null,
  completed: false,
  portal: 'demo',
  problem: null,
  candidates: [],
  ...part,
})

export const people = (from: number, to: number, ...names: string[]): Suggestions => ({
  kind: 'person',
  from,
  to,
  items: names.map((label) => ({ label, note: '', insert: `@"${label}"`, color: null })),
})

/** The parts of the capture window on a main process that answers from a table, with a field that is plain text. */
export function windowWith(answers: Answers = {}, now?: () => number) {
  const main = fakeTransport({
    'draft.get': () => ({ text: '', plain: [], attachments: [] }),
    'draft.keep': () => null,
    'draft.discard': () => ({ text: '', plain: [], attachments: [] }),
    'draft.set-aside': ({ text }) => ({ text, plain: [], attachments: [] }),
    'draft.restore': () => ({ text: 'thrown away', plain: [], attachments: [] }),
    'capture.parse': ({ text }) => parsed(text),
    'capture.suggest': () => null,
    'capture.save': ({ text }) => [capture(text)],
    'capture.hide': () => null,
    'captures.list': () => [],
    'captures.undo': () => null,
    ...answers,
  })
  const asked = (name: string) => main.asked.filter(([request]) => request === name).map(([, input]) => input)
  const control = new Control(createBridge(main), now)
  const field = fieldOf(control)
  control.fieldHandle = field
  control.suggester.follow()
  return { main, asked, control, field, ...control }
}

/** A field without a screen. What it inserts is typed, as a real one's is. */
function fieldOf(
  control: Control,
): FieldHandle & { at: Range; type: (text: string, caret?: number) => Promise<void> } {
  const field = {
    at: { from: 0, to: 0 },
    selection: () => field.at,
    focus: (caret?: number | Range) => {
      if (caret !== undefined) field.at = typeof caret === 'number' ? { from: caret, to: caret } : caret
    },
    blur: () => undefined,
    insert: ({ from, to }: Range, text: string) => {
      const before = control.draft.text
      void field.type(before.slice(0, from) + text + before.slice(to), from + text.length)
    },
    type: (text: string, caret = text.length) => {
      control.old.beforeChange(field.at)
      field.at = { from: caret, to: caret }
      return control.type(text)
    },
  }
  return field
}
