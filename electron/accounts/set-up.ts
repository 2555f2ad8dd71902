import { planStages } from '../bitrix/board/stages.ts'
import { setImmediate } from 'node:timers/promises'
import { directorySearch, portalDirectory } from '../bitrix/directory.ts'
import { openTasks } from '../bitrix/tasks/open-tasks.ts'
import { tokenEndpoint } from '../bitrix/oauth/token-endpoint.ts'
import type { Network } from '../network/set-up.ts'
import { taskLink } from '../bitrix/tasks/tasks.ts'
import { createDirectoryCache, type DirectoryCache } from './directory-cache.ts'
import { createDemoHost, type DemoHost } from '../demo-host.ts'
import { startDemoPortal } from '../demo/portal.ts'
import { AppError } from '../errors.ts'
import type { Session } from '../model.ts'
import type { Log } from '../log/log.ts'
import { createAccountNotes } from '../store/accounts.ts'
import type { Secrets } from '../store/secrets/secrets.ts'
import type { ObjectFile } from '../store/settings.ts'
import { createAbilityProbe } from './ability-probe.ts'
import { prepareIndexes } from '../parser/names/directory.ts'
import { createClients, type Clients } from './clients.ts'
import { createBrowserSignIn } from './browser-sign-in.ts'
import { createSession, type SessionKeeper } from './session.ts'

type AccountsDeps = {
  /** The way out, and what was agreed to on it. */
  network: Pick<Network, 'fetch' | 'mayMove' | 'allowsPlain'>
  version: string
  secrets: Secrets
  openStore: (name: string) => ObjectFile
  /** The path of a file or folder among the app's data. */
  inData: (name: string) => string
  locale: () => 'en' | 'ru'
  openWebPage: (url: string) => Promise<void>
  /** Opens a page of a portal, and nothing else. */
  openOnPortal: (link: string, origin: string, open: (url: string) => Promise<void>) => Promise<void>
  onChange: (session: Session) => void
  /** Other names can be typed now. */
  onNames: () => void
  log: Log
}

export type Accounts = ReturnType<typeof setUpAccounts>

/** Bytes. The demo portal holds a call whole, so that it takes smaller files than others. */
const demoBody = 150 * 1024 * 1024

/** Everything that has to do with who is signed in: session, clients, the demo portal, and the names that can be typed. */
export function setUpAccounts(needs: AccountsDeps) {
  const { network, version, secrets, openStore, openWebPage, onChange, log } = needs
  const demo = demoHostOf(needs)
  const clients = createClients({
    fetch: network.fetch,
    mayMove: network.mayMove,
    allowsPlain: network.allowsPlain,
    version,
    session: () => session,
    abilities: openStore('abilities'),
  })
  const abilityProbe = createAbilityProbe({
    capabilities: clients.capabilities,
    onUnexpected: (error) => log('The portal could not be asked what it can do', error),
  })
  const endpoint = tokenEndpoint({ fetch: network.fetch, version, now: Date.now })
  const oauthSignIn = createBrowserSignIn({
    endpoint,
    allowsPlain: network.allowsPlain,
    check: clients.check,
    openInBrowser: openWebPage,
  })
  const session = createSession({
    notes: createAccountNotes(openStore('accounts')),
    secrets,
    startDemo: demo.start,
    check: clients.check,
    oauthSignIn,
    endpoint,
    allowsPlain: network.allowsPlain,
    onChange: (next) => {
      onChange(next)
      abilityProbe.follow(next)
      const ids = next.accounts.map(({ id }) => id)
      keepNames(directory.follow(ids, next.account?.id ?? null))
    },
  })
  const directory = namesOf(needs, clients)
  const keepNames = (work: Promise<void>) => {
    work.catch((error: unknown) => log('Names could not be kept', error))
  }

  return {
    session,
    clients,
    oauthSignIn,
    /** The names of the current account, as far as they are known. */
    names: directory.current,
    freshenNames: () => keepNames(directory.freshen()),
    seekPerson: (words: string) => keepNames(directory.seek(words)),
    openTask: taskOpener(needs, session, demo),
    /** Takes up the accounts of the last time; a first start may want the demo portal. */
    takeUp: async (wantsDemo: boolean) => {
      // The keychain may take its time; the names of the last time need none.
      const last = session.destination()
      if (last) keepNames(directory.recall(last.id))
      try {
        await session.resume()
        if (wantsDemo && session.get().access === 'signed-out') await session.useDemo()
      } catch (error) {
        log('The account of the last time could not be taken up', error)
      }
    },
    close: async () => {
      abilityProbe.stop()
      await demo.close()
    },
  }
}

function demoHostOf({ secrets, inData, locale, log }: AccountsDeps): DemoHost {
  return createDemoHost({
    secrets,
    start: (key) =>
      startDemoPortal({
        file: inData('demo-portal.json'),
        key,
        language: locale(),
        bodyLimit: demoBody,
        onDamaged: (aside) =>
          log(`The demo portal's data was damaged and set aside: ${aside ?? 'it could not be moved'}`),
        onWriteFailed: (error) => log("The demo portal's data could not be written", error),
      }),
  })
}

/** Who and what can be named, of each account. */
function namesOf({ inData, onNames, log }: AccountsDeps, clients: Clients): DirectoryCache {
  return createDirectoryCache({
    folder: inData('names'),
    load: {
      people: (accountId, before) => portalDirectory(clients.of(accountId)).people(before),
      projects: (accountId) => portalDirectory(clients.of(accountId)).projects(),
      tasks: (accountId) => openTasks(clients.of(accountId)),
      stages: (accountId) => planStages(clients.of(accountId)).list(),
    },
    prepare: (names) => prepareIndexes(names, () => setImmediate()),
    search: (accountId, words) => directorySearch(clients.of(accountId)).people(words),
    now: Date.now,
    onChange: onNames,
    onMissing: (error) => {
      if (!(error instanceof AppError)) log('Names could not be had', error)
    },
  })
}

/** Opens the page of a task in the browser; of the current account unless another one is named. */
function taskOpener({ openOnPortal, openWebPage }: AccountsDeps, session: SessionKeeper, demo: DemoHost) {
  return async (taskId: number, accountId?: string): Promise<void> => {
    const { origin, userId } = await session.credentials(accountId)
    const link = taskLink(origin, userId, taskId)
    const { account, accounts } = session.get()
    const isDemo = accounts.some(({ id, kind }) => id === (accountId ?? account?.id) && kind === 'demo')
    const address = isDemo ? await demo.pageAddress(new URL(link).pathname) : link
    await openOnPortal(address, origin, openWebPage)
  }
}
