#!/usr/bin/env node
import { homedir } from 'node:os'
import { usualDataFolder } from '../electron/cli/data-folder.ts'
import { quickplan } from '../electron/cli/quickplan.ts'
import { version } from '../package.json'

// A reader that has had enough, such as `head`, is no failure.
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => process.exit(code === 'EPIPE' ? 0 : 1))

// The program of a packaged app runs this file as well, in front of everything else.
const isApp = 'type' in process && process.type === 'browser'

process.exitCode = await quickplan(process.argv.slice(isApp ? 1 : 2), {
  input: process.stdin,
  print: (line) => process.stdout.write(`${line}\n`),
  complain: (line) => process.stderr.write(`${line}\n`),
  usualDataFolder: usualDataFolder({ platform: process.platform, home: homedir(), env: process.env }),
  program: isApp ? (process.env['APPIMAGE'] ?? process.execPath) : null,
  version,
})
