import { connect } from 'node:net'
import type { InboundReply, Endpoint, InboundRequest } from '../inbound/protocol.ts'

/** Nobody listens there, so nothing was asked. */
export class NotRunning extends Error {
  override readonly name = 'NotRunning'
}

/** The request went out, and no answer came: whether it was done is not known. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer'
}

/** Asks the running app one thing. `timeoutMs` in milliseconds. Throws {@link NotRunning} or {@link NoAnswer}. */
export function ask(endpoint: Endpoint, request: InboundRequest, timeoutMs: number): Promise<InboundReply> {
  const { address, token } = endpoint
  if (address === null) return Promise.reject(new NotRunning())
  return new Promise((resolve, reject) => {
    const socket = connect(address)
    const chunks: Buffer[] = []
    let isConnected = false
    const fail = () => {
      socket.destroy()
      reject(isConnected ? new NoAnswer() : new NotRunning())
    }
    const timer = setTimeout(fail, timeoutMs)
    socket.on('connect', () => {
      isConnected = true
      socket.write(`${JSON.stringify({ token, ...request })}\n`)
    })
    socket.on('data', (chunk) => {
      chunks.push(chunk)
      if (chunk.at(-1) === 0x0a) socket.end()
    })
    socket.on('error', fail)
    socket.on('close', () => {
      clearTimeout(timer)
      const answer = readAnswer(Buffer.concat(chunks).toString())
      if (answer) resolve(answer)
      else fail()
    })
  })
}

function readAnswer(text: string): InboundReply | null {
  try {
    return JSON.parse(text) as InboundReply
  } catch {
    return null // nothing, or half of it
  }
}
