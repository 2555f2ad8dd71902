import { randomBytes } from 'node:crypto'
import { chmod, rm } from 'node:fs/promises'
import { createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { writeDurably } from '../store/durable-file.ts'
import { toProblem } from '../errors.ts'
import type { Parsed } from '../model.ts'
import { closeServer, isAlive, listenAt } from '../store/local-socket.ts'
import { socketAddress } from './socket-address.ts'
import type { Added, InboundReply, Endpoint, InboundRequest } from './protocol.ts'
import { serveConnection } from './connection.ts'
import type { GivenText } from './parse-launch.ts'
import { readRequest } from './requests.ts'

/** What can be done through the socket. */
export type InboundActions = {
  showCapture(given: GivenText | null): void
  add(lines: string[]): Promise<Added>
  parse(lines: string[]): Promise<Parsed[]>
}

type Deps = {
  dataFolder: string
  runtimeFolder: string
  platform: NodeJS.Platform
  version: string
  /** What starts the app, for a client that finds it not running. */
  start: string[]
  actions: InboundActions
  onUnexpected: (error: unknown) => void
  /** Bytes of a message. Default 1 MB. */
  longest?: number
  /** Milliseconds for a message to come whole. Default 5 s. */
  timeoutMs?: number
}

export type InboundServer = { address: string; close(): Promise<void> }

/** More clients at once are turned away; they are small, quick programs of one person. */
const mostClients = 32

/**
 * Opens the socket by which the user's other programs reach the app, and leaves `endpoint.json` for them, with its
 * address and a token that is new with every start. Throws where another process listens there, or none can.
 */
export async function openInboundServer(deps: Deps): Promise<InboundServer> {
  const { dataFolder, platform, start, onUnexpected, longest = 1_000_000, timeoutMs = 5_000 } = deps
  const token = randomBytes(32).toString('base64url')
  const clients = new Set<Socket>()
  // A client that says all it has to say and closes its half still gets an answer.
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    clients.add(socket)
    socket.on('close', () => clients.delete(socket))
    serveConnection(socket, { answer: (message) => answerTo(message, token, deps), longest, timeoutMs })
  })
  server.maxConnections = mostClients

  const address = await socketAddress(deps)
  if (platform !== 'win32') await clearAway(address)
  const leaveEndpoint = (endpoint: Endpoint) =>
    writeDurably(join(dataFolder, 'endpoint.json'), JSON.stringify(endpoint))
  // Before anybody can be heard, or a client would come with the token of an app that was killed.
  await leaveEndpoint({ address, token, start })
  await listenAt(server, address)
  if (platform !== 'win32') await chmod(address, 0o600)

  return {
    address,
    close: async () => {
      for (const client of clients) client.destroy()
      await closeServer(server)
      // Where the old file stays, because the disk is full, its token opens nothing.
      await leaveEndpoint({ address: null, token: null, start }).catch(onUnexpected)
    },
  }
}

async function answerTo(message: Buffer, token: string, deps: Deps): Promise<InboundReply> {
  const request = readRequest(message, token)
  try {
    return await perform(request, deps)
  } catch (error) {
    const problem = toProblem(error)
    if (problem.code === 'unexpected') deps.onUnexpected(error)
    return { ok: false, error: 'problem', problem, captures: [] }
  }
}

async function perform(request: InboundRequest, { actions, version }: Deps): Promise<InboundReply> {
  switch (request.do) {
    case 'ping':
      return { ok: true, version }
    case 'capture':
      actions.showCapture(request.text?.trim() ? { text: request.text, from: 'program' } : null)
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
