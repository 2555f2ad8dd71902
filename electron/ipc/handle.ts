import type { IpcMain, IpcMainInvokeEvent } from 'electron'
import { AppError, toProblem } from '../errors.ts'
import type { Offered } from '../draft/attachments.ts'
import { attachChannel } from './channels.ts'
import type { Answer, Input, Reply, RequestName } from './contract.ts'
import type { DraftView } from '../model.ts'
import { inputs, offeredFiles } from './inputs.ts'

/** One function per request; leaving one out does not compile. */
export type Handlers = { [K in RequestName]: (input: Input<K>) => Answer<K> | Promise<Answer<K>> }

type Needs = {
  ipcMain: Pick<IpcMain, 'handle'>
  /** True for the main frame of one of our own windows, showing one of our own pages. */
  isOurs: (event: IpcMainInvokeEvent) => boolean
  /** Takes files into the draft. */
  attach: (files: Offered[]) => Promise<DraftView>
  log: (text: string, error?: unknown) => void
}

/** Answers the windows' requests: checks who asks and what, and turns a failure into a reply. */
export function handleRequests(handlers: Handlers, { ipcMain, isOurs, attach, log }: Needs): void {
  const serve = <T>(channel: string, answer: (input: unknown) => T | Promise<T>) => {
    ipcMain.handle(channel, async (event, input: unknown): Promise<Reply<T>> => {
      try {
        if (!isOurs(event)) throw new AppError('input-invalid', 'A foreign frame asked')
        return { ok: true, value: await answer(input) }
      } catch (error) {
        if (!(error instanceof AppError)) log(`The request ${channel} failed`, error)
        return { ok: false, problem: toProblem(error) }
      }
    })
  }
  const serveRequest = <K extends RequestName>(name: K) =>
    serve<Answer<K>>(`app:${name}`, (input) => handlers[name](accept(name, input)))

  for (const name of Object.keys(inputs)) serveRequest(name as RequestName)
  // A page cannot name this channel, so that every path in it comes from the preload script.
  serve(attachChannel, (input) => {
    const files = offeredFiles.safeParse(input)
    if (!files.success) throw new AppError('input-invalid', 'What was handed over is no list of files')
    return attach(files.data)
  })
}

function accept<K extends RequestName>(name: K, input: unknown): Input<K> {
  const checked = inputs[name].safeParse(input)
  if (!checked.success) throw new AppError('input-invalid', `The input of ${name} is not what it takes`)
  return checked.data as Input<K>
}
