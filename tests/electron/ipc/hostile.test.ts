import { setUpNetwork } from '../../../electron/network/set-up.ts'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { IpcMainInvokeEvent } from 'electron'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { setUpAccounts } from '../../../electron/accounts/set-up.ts'
import { createAutostart } from '../../../electron/autostart/autostart.ts'
import { xdgEntry } from '../../../electron/autostart/xdg-entry.ts'
import { openCaptureFiles, setUpCaptures } from '../../../electron/outbox/set-up.ts'
import { startDemoPortal, type DemoPortal } from '../../../electron/demo/portal.ts'
import { undelivered } from '../../../electron/outbox/undelivered.ts'
import { createDiagnostics } from '../../../electron/diagnostics.ts'
import { fileChannels } from '../../../electron/ipc/channels.ts'
import type { RequestName } from '../../../electron/ipc/contract.ts'
import { handleRequests } from '../../../electron/ipc/handle.ts'
import { handlers } from '../../../electron/handlers.ts'
import { inputs } from '../../../electron/ipc/inputs.ts'
import { stageSetFiles } from '../../../electron/plan/set-files.ts'
import { settingsFiles } from '../../../electron/store/settings-file.ts'
import { setUpBoards } from '../../../electron/plan/set-up.ts'
import { createPreferences } from '../../../electron/preferences.ts'
import { createHotkey } from '../../../electron/shell/hotkey.ts'
import { createSettings } from '../../../electron/store/settings.ts'
import { setUpUpdates } from '../../../electron/updates/set-up.ts'
import problems from '../../../resources/translations/en/error.json' with { type: 'json' }
import { filesWith } from '../../support/files.ts'
import { changesAccount, hostileInput } from '../../support/hostile-values.ts'
import { memorySecrets } from '../../support/memory-secrets.ts'

type Listener = (event: IpcMainInvokeEvent, input: unknown) => Promise<unknown>

const outsideText = 'what lies outside the data folder'
const names = Object.keys(inputs) as RequestName[]
let box: string
let dataFolder: string
let portal: DemoPortal
let logged: string[]
let copied: string[]
let ask: (channel: string, input: unknown) => Promise<unknown>
let end: () => Promise<void>

beforeEach(async () => {
  box = await mkdtemp(join(tmpdir(), 'quickplan-hostile-'))
  dataFolder = join(box, 'data')
  await mkdir(dataFolder)
  await writeFile(join(box, 'outside.json'), outsideText)
  portal = await startDemoPortal({ file: null, key: 'the key of a portal in a test' })
  logged = []
  copied = []
  ;({ ask, end } = await startRooms())
})
afterEach(async () => {
  await end()
  await portal.close()
  await rm(box, { recursive: true })
})

/** The rooms of main.ts with their real parts; in the place of Electron there are functions that do nothing. */
async function startRooms() {
  const nothing = () => undefined
  const log = (text: string, error?: unknown) => logged.push(`${text} ${String(error)}`)
  const inData = (name: string) => join(dataFolder, name)
  const openStore = () => ({ store: {} })
  const locale = () => 'en' as const
  // Nobody but the portal of this test is ever asked.
  const toPortal: typeof fetch = (address, init) =>
    String(address).startsWith(portal.url)
      ? fetch(address, init)
      : Promise.reject(Object.assign(new TypeError('fetch failed'), { cause: { code: 'ENOTFOUND' } }))
  const files = await openCaptureFiles({ dataFolder, inData, onChange: nothing, onRemoved: nothing, log })
  const network = setUpNetwork({
    platform: 'linux',
    env: {},
    secrets: memorySecrets(),
    file: { store: {} },
    log,
    resolveProxy: () => Promise.resolve('DIRECT'),
    onChange: nothing,
    onAgreed: nothing,
  })
  const accounts = setUpAccounts({
    network: { ...network, fetch: toPortal },
    version: '0',
    secrets: memorySecrets(),
    openStore,
    inData,
    locale,
    onChange: nothing,
    log,
    onNames: nothing,
    openWebPage: () => Promise.resolve(),
    openOnPortal: () => Promise.resolve(),
  })
  const { session, oauthSignIn, clients, openTask } = accounts
  const settings = createSettings({ store: {} })
  const shortcuts = { register: () => true, unregister: nothing, isRegistered: () => true }
  const hotkey = createHotkey(shortcuts as never, nothing, false)
  const preferences = createPreferences({
    settings,
    hotkey,
    localeOf: locale,
    onChange: nothing,
    readLayoutSwitches: () => Promise.resolve([]),
  })
  const { captures, upload, delivery, incoming } = setUpCaptures({
    files,
    accounts,
    locale,
    endOfDay: () => '19:00',
    workdays: () => [1, 2, 3, 4, 5],
    keepSent: () => '30',
    templates: () => [],
    onDraft: nothing,
    onUpload: nothing,
    log,
  })
  const diagnostics = createDiagnostics({
    versions: { quickplan: '0', electron: '0', chromium: '0', node: '0' },
    system: 'Linux',
    platform: 'linux',
    env: {},
    home: box,
    dataFolder,
    log: inData('quickplan.log'),
    tray: () => Promise.resolve('there'),
    session: session.get,
    settings: preferences.get,
    captures: files.outbox.list,
    toClipboard: nothing,
    testConnection: () => Promise.reject(new Error('Nobody walks here')),
    capabilities: clients.capabilities,
  })
  const listeners = new Map<string, Listener>()
  handleRequests(
    handlers({
      reminders: { list: () => [], act: () => Promise.resolve([]) },
      session,
      oauthSignIn,
      draft: files.draft,
      captures,
      upload,
      preferences,
      diagnostics,
      openTask,
      damaged: files.damaged,
      tryShortcut: nothing,
      autostart: createAutostart({
        entry: xdgEntry({ env: {}, home: dataFolder, start: ['/usr/bin/quickplan', '--hidden'] }),
        shown: (path) => path,
        log,
      }),
      toClipboard: (text) => copied.push(text),
      undelivered: () => undelivered(files.outbox.records()),
      network,
      updates: setUpUpdates({
        fetch: toPortal,
        version: '0',
        file: null,
        isCaptureUp: () => false,
        draft: files.draft.view,
        captures: files.outbox.list,
        onChange: nothing,
        log,
      }),
      boards: setUpBoards({ accounts, openStore, inData, onPart: nothing, log }),
      settingsFiles: settingsFiles({
        settings: () => preferences.get(),
        chooseSave: () => Promise.resolve(inData('settings-copy.json')),
        chooseOpen: () => Promise.resolve(null),
      }),
      stageSets: stageSetFiles({
        chooseSave: () => Promise.resolve(inData('a-set.json')),
        chooseOpen: () => Promise.resolve(null),
      }),
      windows: {
        hideCapture: nothing,
        missedByCapture: () => null,
        fitCapture: nothing,
        showMain: nothing,
        showNotice: nothing,
      },
      openLogs: () => Promise.resolve(),
      command: { text: () => 'quickplan --capture', copy: nothing },
    }),
    {
      ipcMain: { handle: (channel, listener) => listeners.set(channel, listener as Listener) },
      isOurs: () => true,
      files: incoming,
      log,
    },
  )
  return {
    ask: async (channel: string, input: unknown) => {
      const reply = listeners.get(channel)?.({} as IpcMainInvokeEvent, input)
      // Nobody comes back from a browser here.
      if (channel === 'app:session.use-oauth') oauthSignIn.cancel()
      return reply
    },
    end: async () => {
      await delivery.stop()
      await accounts.close()
    },
  }
}

/** Asks with hostile values and answers how many replies there were. */
async function attack(channels: readonly string[], numRuns: number): Promise<void> {
  const secret = portal.webhook.split('/').at(-2) ?? ''
  const paths = ['../outside.json', join(box, 'outside.json'), '../outside']
  for (const channel of channels) {
    await fc.assert(
      fc.asyncProperty(hostileInput(paths), async (input) => {
        // A message of a page arrives as a copy; what cannot be copied cannot be sent.
        const sent = copyOf(input)
        if (channel === 'app:session.try-demo' && sent === undefined) return
        const reply = await ask(channel, sent)
        const text = JSON.stringify(reply)
        expect(reply).toSatisfy(isReply)
        expect(text.includes(secret) || text.includes(outsideText)).toBe(false)
      }),
      { numRuns, seed: 20_261_122 },
    )
  }
  expect(logged, 'Nothing was unexpected').toEqual([])
  expect(copied.join()).not.toContain(outsideText)
  expect((await readdir(box)).sort()).toEqual(['data', 'outside.json'])
  expect(await readFile(join(box, 'outside.json'), 'utf8')).toBe(outsideText)
  expect(await filesWith(dataFolder, [outsideText])).toEqual([])
  expect('polluted' in {}).toBe(false)
}

function isReply(reply: unknown): boolean {
  const { ok, value, problem } = reply as { ok: boolean; value?: unknown; problem?: { code: string } }
  return ok
    ? value !== undefined
    : problem !== undefined && problem.code in problems && problem.code !== 'unexpected'
}

function copyOf(input: unknown): unknown {
  try {
    return structuredClone(input)
  } catch {
    return undefined
  }
}

test('whatever a page asks while nobody is signed in, it gets a reply, and nothing outside is touched', async () => {
  const away = names.filter((name) => !changesAccount.includes(name))
  await attack([...away.map((name) => `app:${name}`), ...Object.values(fileChannels)], 40)
}, 240_000)

test('whatever a page asks of a signed-in account, it gets a reply without the secret', async () => {
  const reply = await ask('app:session.use-webhook', { address: portal.webhook })
  expect(reply).toMatchObject({ ok: true })
  // Its calls keep their pace of two a second, so these are few.
  await attack(
    names.map((name) => `app:${name}`).filter((name) => name !== 'app:session.sign-out'),
    4,
  )
}, 240_000)
