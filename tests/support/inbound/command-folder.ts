import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import type { InboundServer } from '../../../electron/inbound/server.ts'
import { endStarted, openTestServer } from './inbound.ts'

/** A data folder for each test of a file, in which `open` lets a small app listen; all of it ends with the test. */
export function commandFolder() {
  let folder = ''
  let server: InboundServer | null = null
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'quickplan-command-'))
  })
  afterEach(async () => {
    await server?.close()
    server = null
    await endStarted(folder)
    await rm(folder, { recursive: true })
  })
  return {
    get path() {
      return folder
    },
    open: async () => {
      server = await openTestServer(folder)
    },
  }
}
