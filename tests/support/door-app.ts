import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { openTestDoor } from './door.ts'

// Plays the app for a client that has to start it: `door-app.ts DATA_FOLDER [--fail] [switches]`.
const [dataFolder = '', ...switches] = process.argv.slice(2)
const note = (name: string, text: string) => appendFileSync(join(dataFolder, name), `${text}\n`)
note('pids', String(process.pid))
note('switches', switches.join(' '))
if (switches.includes('--fail')) process.exit(1)
const start = [process.execPath, ...process.execArgv, ...process.argv.slice(1, 3)]
const door = await openTestDoor(dataFolder, { start }).catch((error: unknown) => error as Error)
process.stdout.write(`${door instanceof Error ? door.message : door.address}\n`)
if (door instanceof Error) process.exit(1)
