import type { IpcMain, IpcMainInvokeEvent } from 'electron'
import type * as z from 'zod'
import { AppError, toProblem } from '../errors.ts'
import type { IncomingFiles } from '../draft/incoming-files.ts'
import { fileChannels } from './channels.ts'
import type { Answer, Input, Reply, RequestName } from './contract.ts'
import { fileInputs, inputs } from './inputs.ts'

/** One function per request; leaving one out does not compile. */
export type Handlers = { [K in RequestName]: (input: Input<K>) => Answer<K> | Promise<Answer<K>> }

type Needs = {
  ipcMain: Pick<IpcMain, 'handle'>
  /** True for the main frame of one of our own windows, showing one of our own pages. */
  isOurs: (event: IpcMainInvokeEvent) => boolean
  files: IncomingFiles
  log: (text: string, error?: unknown) => void
}

/** Answers the windows' requests: checks who asks and what, and turns a failure into a reply. */
export function handleRequests(handlers: Handlers, { ipcMain, isOurs, files, log }: Needs): void {
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
  serve(fileChannels.begin, (input) => files.begin(checked(fileInputs.begin, input)))
  serve(fileChannels.part, async (input) => {
    const { token, bytes } = checked(fileInputs.part, input)
    await files.part(token, bytes)
    return true
  })
  serve(fileChannels.end, (input) => {
    const { token, problem } = checked(fileInputs.end, input)
    return files.end(token, problem)
  })
}

function accept<K extends RequestName>(name: K, input: unknown): Input<K> {
  return checked(inputs[name] as z.ZodType<Input<K>>, input)
}

function checked<T>(schema: z.ZodType<T>, input: unknown): T {
  const read = schema.safeParse(input)
  if (!read.success) throw new AppError('input-invalid', 'What was asked with is not what is taken')
  return read.data
}
