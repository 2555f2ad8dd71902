import type { Accounts } from '../accounts/set-up.ts'
import type { Events } from '../ipc/contract.ts'
import type { Log } from '../log/log.ts'
import type { ObjectFile } from '../store/settings.ts'
import { createBoardPreferencesStore } from './board-preferences.ts'
import { createBoards } from './boards.ts'
import { createTaskFinder } from './find.ts'
import { createPlanCache } from './plan-cache.ts'

type Needs = {
  accounts: Pick<Accounts, 'session' | 'clients' | 'names'>
  openStore: (name: string) => ObjectFile
  inData: (name: string) => string
  onPart: (part: Events['plan.part']) => void
  log: Log
}

/** The boards of the current account, with what is kept of them on disk. */
export function setUpBoards({ accounts, openStore, inData, onPart, log }: Needs) {
  const { session, clients, names } = accounts
  const abilities = () => {
    const { account } = session.get()
    return account && clients.capabilities(account.id)
  }
  const boards = createBoards({
    client: clients.of(),
    account: () => session.get().account?.id ?? null,
    cache: createPlanCache(inData('boards')),
    preferences: createBoardPreferencesStore(openStore('board-preferences')),
    order: {
      isKept: () => abilities()?.known().sortsByHand ?? null,
      note: (isKept) => abilities()?.note({ sortsByHand: isKept }),
    },
    listsProjects: () => abilities()?.known().fullLists === true,
    onPart,
    onHarmless: (error) => log('A board could not be kept on disk', error),
    now: () => new Date(),
    elapsed: () => performance.now(),
  })
  const find = createTaskFinder({
    client: clients.of(),
    account: () => session.get().account?.id ?? null,
    plan: () => boards.last({ projectId: 0, asAdmin: false }),
    named: () => names().tasks ?? [],
  })
  return { ...boards, find }
}
