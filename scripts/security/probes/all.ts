import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { App } from '../../desktop/drive.ts'
import { codeProbes } from './code.ts'
import { inboundProbes } from './inbound.ts'
import { leavingProbes } from './leaving.ts'
import type { Probe } from './probe.ts'
import { reachProbes } from './reach.ts'
import { windowProbes } from './windows.ts'

/** Every probe. Those that try to leave come last, as a page whose navigation was refused is hard to drive. */
export const probes: readonly Probe[] = [
  ...codeProbes,
  ...reachProbes,
  ...windowProbes,
  ...inboundProbes,
  ...leavingProbes,
]

export type Probing = { probe: Probe; findings: string[] }

/** Drives every probe in the running app, which has to show the board of its demo portal. */
export async function runProbes(app: App): Promise<Probing[]> {
  let visits = 0
  const server = createServer((_request, response) => {
    visits++
    response.end('<!doctype html>A stranger')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const stranger = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`
  const done: Probing[] = []
  try {
    for (const probe of probes) {
      const findings = await probe
        .run({ app, stranger, visits: () => visits })
        .catch((error: unknown) => [`could not be driven: ${String(error).slice(0, 400)}`])
      done.push({ probe, findings })
    }
  } finally {
    server.close()
  }
  return done
}
