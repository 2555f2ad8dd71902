import type { Capture, DraftView, UpdateView } from '../model.ts'
import type { Fetch } from '../bitrix/rest/post.ts'
import type { Log } from '../log/log.ts'
import { createEngine } from './engine.ts'
import { readFeed } from './feed.ts'
import { readUpdateSource } from './source.ts'
import { createUpdates, type Busy, type Updates } from './updates.ts'

type Deps = {
  version: string
  /** The way out. */
  fetch: Fetch
  /** The file that names the feed; null where the app is not packaged. */
  file: string | null
  isCaptureUp: () => boolean
  draft: () => DraftView
  captures: () => readonly Capture[]
  onChange: (view: UpdateView) => void
  log: Log
}

/** Updates, off unless the package names a feed; what fetches them is loaded when it is wanted first. */
export function setUpUpdates({ version, fetch, file, onChange, log, ...does }: Deps): Updates {
  const source = sourceIn(file, log)
  const load = async () => {
    const { default: package_ } = await import('electron-updater')
    if (!source || file === null) throw new Error('There is no feed')
    const target = `${process.platform}-${process.arch}`
    return createEngine({
      updater: package_.autoUpdater,
      fetch,
      Provider: package_.Provider as never,
      readFeed: () => readFeed({ fetch: (url, init) => fetch(url.href, init), source, target }),
      address: source.feed,
      configFile: file,
    })
  }
  return createUpdates({ version, load: source && load, busy: () => busyWith(does), onChange, log })
}

function sourceIn(file: string | null, log: Log) {
  try {
    return file === null ? null : readUpdateSource(file)
  } catch (error) {
    log('The file that names the feed of updates makes no sense', error)
    return null
  }
}

/** What must not be interrupted: a window that is up, a thought that is not saved, a task that is on its way. */
export function busyWith({
  isCaptureUp,
  draft,
  captures,
}: Pick<Deps, 'isCaptureUp' | 'draft' | 'captures'>): Busy | null {
  if (isCaptureUp()) return 'capture'
  const { text, attachments } = draft()
  if (text.trim() !== '' || attachments.length > 0) return 'draft'
  return captures().some(({ state }) => state === 'sending' || state === 'undoing') ? 'sending' : null
}
