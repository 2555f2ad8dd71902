import type { Accounts } from '../accounts/set-up.ts'
import { serverTime } from '../bitrix/server-time.ts'
import type { Capture, DraftView, KeepSent, Template, Upload } from '../model.ts'
import type { Log } from '../log/log.ts'
import { openAttachments } from '../draft/attachments.ts'
import { createCaptures } from './captures.ts'
import { createCaptureActions } from './capture-actions.ts'
import { createSender } from './delivery/sender.ts'
import { createCreation } from './delivery/creation.ts'
import { damagedFiles } from './damaged.ts'
import { createDelivery } from './delivery/delivery.ts'
import { createUploads } from './delivery/uploads.ts'
import { draftFiles } from '../draft/draft-files.ts'
import { incomingFiles } from '../draft/incoming-files.ts'
import { openDraft } from '../draft/draft.ts'
import { openOutbox } from './outbox.ts'
import { parseCapture } from '../parser/parse.ts'
import { createRecentTags } from '../parser/names/recent-tags.ts'
import { mostUnderstood, understand } from './understand.ts'
import { createRetention, tidyAttachments } from './retention.ts'
import { expandTemplates } from '../parser/templates.ts'
import { nameAt, suggest } from '../parser/suggest.ts'

type OpenOptions = {
  dataFolder: string
  inData: (name: string) => string
  onChange: (changed: Capture[]) => void
  onRemoved: (id: string) => void
  log: Log
}

export type CaptureFiles = Awaited<ReturnType<typeof openCaptureFiles>>

/** What lies on disk of captures: read once, at the start. */
export async function openCaptureFiles(options: OpenOptions) {
  const { dataFolder, inData, onChange, onRemoved, log } = options
  const outbox = await openOutbox({
    folder: inData('captures'),
    onChange: (changed) => {
      recentTags.refresh()
      onChange(changed)
    },
    onRemoved,
    onDamaged: (place) => log(`A damaged capture was set aside: ${place}`),
  })
  const recentTags = createRecentTags(outbox.records)
  const draft = await openDraft({
    folder: dataFolder,
    now: () => new Date(),
    wasSaved: (id) => outbox.find(id) !== undefined || outbox.newer().includes(`${id}.json`),
    onDamaged: (place) => log(`A damaged draft was set aside: ${place}`),
  })
  const attachments = await openAttachments(inData('attachments'))
  const newer = () => ({ captures: outbox.newer(), draft: draft.newer() })
  const { captures, draft: newerDraft } = newer()
  if (captures.length > 0) log(`Captures of a later version are left as they are: ${captures.length}`)
  if (newerDraft !== null) log('A draft of a later version is left as it is')
  return { outbox, recentTags, draft, attachments, damaged: damagedFiles(dataFolder, newer), newer }
}

type CreateDeps = Parameters<typeof createCaptures>[0]
type CapturesDeps = {
  files: CaptureFiles
  accounts: Pick<Accounts, 'session' | 'clients' | 'names' | 'seekPerson' | 'openTask'>
  locale: () => 'en' | 'ru'
  endOfDay: () => string
  workdays: () => readonly number[]
  keepSent: () => KeepSent
  templates: () => readonly Template[]
  onDraft: (draft: DraftView) => void
  onUpload: (upload: Upload | null) => void
  log: Log
}

export type Capturing = ReturnType<typeof setUpCaptures>

/** From a typed text to a task on the portal: everything between the capture window and the client. */
export function setUpCaptures(deps: CapturesDeps) {
  const { files, accounts, keepSent, onDraft, log } = deps
  const { outbox, draft, attachments } = files
  const now = () => new Date()
  const tidy = () => {
    // Whether what a later version has written needs a file cannot be told.
    if (files.newer().captures.length > 0 || files.newer().draft !== null) return
    tidyAttachments({ draft, outbox, attachments }, now()).catch((error: unknown) =>
      log('Files that nobody needs could not be removed', error),
    )
  }
  const { delivery, uploads } = setUpDelivery(deps, tidy)
  const clientOf = (accountId: string) => accounts.clients.of(accountId)
  const { openTask } = accounts
  const captures = createCaptures({
    outbox,
    delivery,
    draft,
    actions: createCaptureActions({ outbox, delivery, uploads, tidy, clientOf, openTask, now }),
    ...languageOf(deps),
    account: accounts.session.destination,
    now,
    tidy,
    onHarmless: (error) => log('The draft could not be emptied', error),
  })
  const forgetOld = createRetention({
    outbox,
    keepSent,
    tidy,
    now: Date.now,
    portalTime: () => serverTime(accounts.clients.of()),
    onUnexpected: (error) => log('What was sent long ago could not be removed', error),
  })
  const incoming = incomingFiles({ take: draftFiles({ draft, attachments, now, onChange: onDraft }) })
  return { captures, delivery, upload: uploads.current, tidy, forgetOld, incoming }
}

/** What is done with the captures that are kept: sent one after the other, with their files. */
function setUpDelivery({ files, accounts, onUpload, log }: CapturesDeps, tidy: () => void) {
  const { outbox, attachments } = files
  const { session, clients, openTask } = accounts
  const clientOf = (accountId: string) => clients.of(accountId)
  const onUnexpected = (error: unknown) => log('A capture could not be sent', error)
  const uploads = createUploads(onUpload)
  const sender = createSender({
    outbox,
    creation: createCreation({ outbox, clientOf, now: Date.now, settling: 15_000 }),
    clientOf,
    openFile: attachments.open,
    uploads,
    onCreated: ({ open, taskId, capturedAt, accountId }) => {
      // A browser that opens long after the capture, when the network is back, would only startle.
      const age = Date.now() - Date.parse(capturedAt)
      const isFresh = age >= 0 && age < 60_000
      if (!open || !taskId || !isFresh) return
      openTask(taskId, accountId).catch((error: unknown) => log('The browser did not open', error))
    },
    onFilesSent: tidy,
    onUnexpected,
    now: Date.now,
  })
  const canSend = (accountId: string) => session.isReady(accountId)
  return { delivery: createDelivery({ outbox, sender, canSend, onUnexpected }), uploads }
}

/** What a text means, with the names and settings of this moment. */
function languageOf(deps: CapturesDeps): Pick<CreateDeps, 'parse' | 'suggest' | 'expand'> {
  const { session, names, seekPerson } = deps.accounts
  const directory = () => ({ ...names(), me: session.destination()?.userId })
  return {
    parse: (text, plain) =>
      understand(text, plain, (part, plain) =>
        parseCapture(part, {
          now: new Date(),
          zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
          locale: deps.locale(),
          endOfDay: deps.endOfDay(),
          workdays: deps.workdays(),
          directory: directory(),
          portal: session.destination()?.portal,
          plain,
        }),
      ),
    suggest: (text, plain, caret) => {
      if (caret > mostUnderstood) return null
      const understood = text.slice(0, mostUnderstood)
      const typed = nameAt(understood, caret, plain)
      if (typed?.sign === '@') seekPerson(typed.typed)
      return suggest(understood, caret, {
        directory: directory(),
        tags: deps.files.recentTags.list(),
        templates: deps.templates(),
        plain,
      })
    },
    expand: (text) => expandTemplates(text, deps.templates()),
  }
}
