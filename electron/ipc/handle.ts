import type { IpcMain, IpcMainInvokeEvent } from 'electron'
import { AppError, toProblem } from '../errors.ts'
import type { Answer, Input, Reply, RequestName } from './contract.ts'
import { inputs } from './inputs.ts'

/** One function per request; leaving one out does not compile. */
export type Handlers = { [K in RequestName]: (input: Input<K>) => Answer<K> | Promise<Answer<K>> }

type Needs = {
  ipcMain: Pick<IpcMain, 'handle'>
  /** True for the main frame of one of our own windows, showing one of our own pages. */
  isOurs: (event: IpcMainInvokeEvent) => boolean
  log: (text: string, error?: unknown) => void
}

/** Answers the windows' requests: checks who asks and what, and turns a failure into a reply. */
export function handleRequests(handlers: Handlers, { ipcMain, isOurs, log }: Needs): void {
  const serve = <K extends RequestName>(name: K) => {
    ipcMain.handle(`app:${name}`, async (event, input: unknown): Promise<Reply<Answer<K>>> => {
      try {
        if (!isOurs(event)) throw new AppError('input-invalid', 'A foreign frame asked')
        return { ok: true, value: await handlers[name](accept(name, input)) }
      } catch (error) {
        if (!(error instanceof AppError)) log(`The request ${name} failed`, error)
        return { ok: false, problem: toProblem(error) }
      }
    })
  }
  for (const name of Object.keys(inputs)) serve(name as RequestName)
}

function accept<K extends RequestName>(name: K, input: unknown): Input<K> {
  const checked = inputs[name].safeParse(input)
  if (!checked.success) throw new AppError('input-invalid', `The input of ${name} is not what it takes`)
  return checked.data as Input<K>
}
