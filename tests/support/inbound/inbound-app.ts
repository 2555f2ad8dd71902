import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { openTestServer } from './inbound.ts'

// Plays the app for a client that has to start it: `inbound-app.ts DATA_FOLDER [--fail] [switches]`.
const [dataFolder = '', ...switches] = process.argv.slice(2)
const note = (name: string, text: string) => appendFileSync(join(dataFolder, name), `${text}\n`)
note('pids', String(process.pid))
note('switches', switches.join(' '))
if (switches.includes('--fail')) process.exit(1)
const start = [process.execPath, ...process.execArgv, ...process.argv.slice(1, 3)]
const server = await openTestServer(dataFolder, { start }).catch((error: unknown) => error as Error)
process.stdout.write(`${server instanceof Error ? server.message : server.address}\n`)
if (server instanceof Error) process.exit(1)
