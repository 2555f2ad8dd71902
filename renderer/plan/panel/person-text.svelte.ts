import type { Participant } from '../../../electron/model.ts'
import type { Bridge } from '../../shared/bridge.ts'

/** A capture whose only token is this person: a title is needed to be one. */
const captureOf = (name: string) => `… @"${name.replaceAll(/["“”«»]/gu, ' ').trim()}"`

/** A person that is written as in the capture field, in any layout, and whom it means. */
export class PersonText {
  text = $state('')
  /** Whom the text means; null where that is not sure. */
  understood = $state.raw<Participant | null>(null)
  /** Names that may be meant. */
  offered = $state.raw<string[]>([])

  constructor(
    private readonly before: Participant | null,
    private readonly bridge: Bridge,
  ) {
    this.text = before?.name ?? ''
    this.understood = before
  }

  /** Looks whom the text means, and who else may be. */
  async understand(): Promise<Participant | null> {
    const { text, before } = this
    if (text === before?.name) return (this.understood = before)
    const capture = captureOf(text)
    const [parsed, suggestions] = await Promise.all([
      text.trim() === ''
        ? null
        : this.bridge.ask('capture.parse', { text: capture, plain: [] }).catch(() => null),
      this.bridge
        .ask('capture.suggest', { text: capture.slice(0, -1), plain: [], caret: capture.length - 1 })
        .catch(() => null),
    ])
    if (text !== this.text) return this.understand()
    const [person] = parsed?.people ?? []
    // Two people may have one name.
    const labels = suggestions?.kind === 'person' ? suggestions.items.map(({ label }) => label) : []
    this.offered = labels.filter((label, at) => labels.indexOf(label) === at)
    this.understood = person ? { id: person.id, name: person.name } : null
    return this.understood
  }
}
