import { randomBytes } from 'node:crypto'
import { chmod, rm } from 'node:fs/promises'
import { createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { writeDurably } from '../store/durable-file.ts'
import { toProblem } from '../errors.ts'
import type { Parsed } from '../model.ts'
import { closeServer, isAlive, listenAt } from '../store/local-socket.ts'
import { doorAddress } from './address.ts'
import type { Added, DoorAnswer, DoorNote, DoorRequest } from './answers.ts'
import { converse } from './converse.ts'
import type { GivenText } from './parse-door.ts'
import { readRequest } from './requests.ts'

/** What can be done through the socket. */
export type DoorActions = {
  showCapture(given: GivenText | null): void
  add(lines: string[]): Promise<Added>
  parse(lines: string[]): Promise<Parsed[]>
}

type Needs = {
  dataFolder: string
  runtimeFolder: string
  platform: NodeJS.Platform
  version: string
  /** What starts the app, for a client that finds it not running. */
  start: string[]
  actions: DoorActions
  onUnexpected: (error: unknown) => void
  /** Bytes of a message. Default 1 MB. */
  longest?: number
  /** Milliseconds for a message to come whole. Default 5 s. */
  patience?: number
}

export type DoorServer = { address: string; close(): Promise<void> }

/** More clients at once are turned away; they are small, quick programs of one person. */
const mostClients = 32

/**
 * Opens the socket by which the user's other programs reach the app, and leaves a note for them, `door.json`, with its
 * address and a token that is new with every start. Throws where another process listens there, or none can.
 */
export async function openDoor(needs: Needs): Promise<DoorServer> {
  const { dataFolder, platform, start, onUnexpected, longest = 1_000_000, patience = 5_000 } = needs
  const token = randomBytes(32).toString('base64url')
  const clients = new Set<Socket>()
  // A client that says all it has to say and closes its half still gets an answer.
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    clients.add(socket)
    socket.on('close', () => clients.delete(socket))
    converse(socket, { answer: (message) => answerTo(message, token, needs), longest, patience })
  })
  server.maxConnections = mostClients

  const address = await doorAddress(needs)
  if (platform !== 'win32') await clearAway(address)
  const leaveNote = (note: DoorNote) => writeDurably(join(dataFolder, 'door.json'), JSON.stringify(note))
  // Before anybody can be heard, or a client would come with the token of an app that was killed.
  await leaveNote({ address, token, start })
  await listenAt(server, address)
  if (platform !== 'win32') await chmod(address, 0o600)

  return {
    address,
    close: async () => {
      for (const client of clients) client.destroy()
      await closeServer(server)
      // Where the old note stays, because the disk is full, its token opens nothing.
      await leaveNote({ address: null, token: null, start }).catch(onUnexpected)
    },
  }
}

async function answerTo(message: Buffer, token: string, needs: Needs): Promise<DoorAnswer> {
  const request = readRequest(message, token)
  try {
    return await perform(request, needs)
  } catch (error) {
    const problem = toProblem(error)
    if (problem.code === 'unexpected') needs.onUnexpected(error)
    return { ok: false, error: 'problem', problem, captures: [] }
  }
}

async function perform(request: DoorRequest, { actions, version }: Needs): Promise<DoorAnswer> {
  switch (request.do) {
    case 'ping':
      return { ok: true, version }
    case 'capture':
      actions.showCapture(request.text?.trim() ? { text: request.text, from: 'door' } : null)
      return { ok: true }
    case 'parse':
      return { ok: true, parsed: await actions.parse(request.lines) }
    case 'add': {
      const { captures, problem } = await actions.add(request.lines)
      return problem ? { ok: false, error: 'problem', problem, captures } : { ok: true, captures }
    }
  }
}

/** Removes the socket that a killed process left behind. Throws where a living one answers at it. */
async function clearAway(address: string): Promise<void> {
  if (await isAlive(address)) throw new Error('Another process listens at the socket')
  await rm(address, { force: true })
}
