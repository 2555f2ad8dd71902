import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { NotRunning } from '../../electron/cli/ask.ts'
import { waitFor } from '../../scripts/system/wait.ts'
import { type AppProcess, Killed } from './app-process.ts'
import { capture, show } from './capture.ts'
import type { Place } from './place/place.ts'
import type { Act, Life, Trouble } from './plan.ts'
import type { Claim, DraftClaim } from './reckoning.ts'
import { markIn, type Thought } from './thoughts.ts'

/** What was told so far in a round; it grows from life to life. */
export type Memory = {
  claims: (Claim & { id: string | null })[]
  drafts: DraftClaim[]
  offeredAgain: string[]
  /** The draft that nobody has looked for since. */
  draft: { claim: DraftClaim; thought: Thought; then: 'save' | 'discard' } | null
}

export const emptyMemory = (): Memory => ({ claims: [], drafts: [], offeredAgain: [], draft: null })

type Needs = { app: AppProcess; place: Place; memory: Memory }

/** Milliseconds to wait for a moment that is to come, before the app is killed as it is. */
const patience = 4_000

/** Lives a life up to its kill; whatever was cut off by that is in the memory as such. */
export async function live(needs: Needs, life: Life, onUp: () => void): Promise<void> {
  const { app, place } = needs
  try {
    await app.up()
    onUp()
    await lookAtDraft(needs)
    for (const [index, act] of life.acts.entries()) {
      if (index === 1) await bringTrouble(place, life.trouble)
      if (index === Math.ceil((life.acts.length + 1) / 2)) await mendHalfway(needs, life.trouble)
      await signInWhereEnded(app)
      await perform(needs, act)
    }
    await Promise.race([app.died, life.kill.at === null ? app.died : pause(patience)])
  } catch (error) {
    // Who calls just when it dies hears of nobody.
    if (!(error instanceof Killed || error instanceof NotRunning)) throw error
  }
}

async function bringTrouble(place: Place, trouble: Trouble | null): Promise<void> {
  if (trouble?.kind === 'keyring-dies') await place.troubleKeyring('dies')
  if (trouble?.kind === 'clipboard-hangs') await place.hangClipboard()
  if (!place.hasDisk) return
  if (trouble?.kind === 'disk-full') await place.fillDisk()
  if (trouble?.kind === 'read-only') await place.forbidWriting()
}

async function mendHalfway({ app, place }: Needs, trouble: Trouble | null): Promise<void> {
  if (!trouble || !('mended' in trouble) || !trouble.mended) return
  await place.mend()
  if (trouble.kind.startsWith('keyring-')) await app.invoke('session.unlock')
}

/** A person to whom the app says that a sign-in has ended signs in again; nobody waits for them. */
export async function signInWhereEnded(app: AppProcess): Promise<void> {
  const session = await app.invoke('session.get')
  const account = session.ok && session.value.access === 'ended' ? session.value.account : null
  if (account) void app.invoke('session.sign-in-again', { id: account.id }).catch(() => undefined)
}

async function perform(needs: Needs, act: Act): Promise<void> {
  if (act.do === 'pause') await pause(act.ms)
  else if (act.do === 'undo') await undo(needs, act.of)
  else if (act.do === 'draft') await typeDraft(needs, act)
  else await captureAll(needs, act)
}

async function captureAll({ app, place, memory }: Needs, act: Act & { do: 'capture' }): Promise<void> {
  const { dataFolder, desktop } = place
  const outcomes = await capture({ app, dataFolder, env: desktop.env }, act.door, act.thoughts)
  for (const [index, thought] of act.thoughts.entries()) {
    const { told, id } = outcomes[index] ?? { told: 'cut', id: null }
    memory.claims.push({ thought, told, id, undo: 'not-asked' })
  }
  if (app.isDead()) throw new Killed()
}

async function undo({ app, memory }: Needs, of: number): Promise<void> {
  const known = memory.claims.filter(
    ({ told, id, undo }) => told === 'saved' && id !== null && undo === 'not-asked',
  )
  const claim = known.at(-of)
  if (!claim?.id) return
  claim.undo = 'cut'
  const reply = await app.invoke('captures.undo', { id: claim.id })
  if (reply.ok) claim.undo = 'saved'
}

async function typeDraft(
  { app, place, memory }: Needs,
  { thought, then }: Act & { do: 'draft' },
): Promise<void> {
  const claim: DraftClaim = { mark: thought.mark, kept: false, back: null, saved: false }
  memory.drafts.push(claim)
  memory.draft = { claim, thought, then }
  await show(app)
  await app.hook('type', { text: thought.text })
  const isKept = async () => (await readDraft(place.dataFolder)) === thought.text
  claim.kept = await waitFor('the draft', isKept, 2_000).catch(() => false)
}

async function readDraft(dataFolder: string): Promise<string | null> {
  try {
    return (JSON.parse(await readFile(join(dataFolder, 'draft.json'), 'utf8')) as { text: string }).text
  } catch {
    return null // there is none, or it is being replaced
  }
}

/** What is in the field at a start: the draft, if there was one, and nothing that was saved. */
export async function lookAtDraft({ app, memory }: Needs): Promise<void> {
  const [view, sent] = [await app.invoke('draft.get'), await app.invoke('captures.list')]
  if (!view.ok || !sent.ok) throw new Error('The app does not tell its draft')
  const mark = markIn(view.value.text)
  if (mark !== null && sent.value.some(({ text }) => markIn(text) === mark)) memory.offeredAgain.push(mark)
  const { draft } = memory
  if (!draft) return
  memory.draft = null
  draft.claim.back = view.value.text === draft.thought.text
  if (!draft.claim.back) return
  if (draft.then === 'discard') {
    await app.invoke('draft.discard')
    return
  }
  draft.claim.saved = true
  const claim: Memory['claims'][number] = { thought: draft.thought, told: 'cut', id: null, undo: 'not-asked' }
  memory.claims.push(claim)
  await show(app)
  const answer = (await app.hook('save', { text: draft.thought.text })) as { hidden: boolean }
  claim.told = answer.hidden ? 'saved' : 'not-saved'
}
