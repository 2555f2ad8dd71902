// Plays default_app, which the fallback Electron does not bring: `electron [switches] [-r module] <folder>` starts the
// app in the folder. Copied to resources/app of the development copy, and never part of a packaged app.
// It awaits the app's main so that Electron, too, waits with `ready` until the main has run.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'

const modules = []
let folder = '.'
for (let index = 1; index < process.argv.length; index++) {
  const argument = process.argv[index]
  if (argument === '-r' || argument === '--require') modules.push(process.argv[++index])
  else if (!argument.startsWith('-')) {
    folder = argument
    break
  }
}

const appPath = resolve(folder)
const {
  main = 'index.js',
  name,
  productName,
  version,
} = JSON.parse(readFileSync(join(appPath, 'package.json'), 'utf8'))
Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true })
app.setName(productName ?? name)
if (version) app.setVersion(version)
app.setAppPath(appPath)
app.setDesktopName(`${name}.desktop`)

const require = createRequire(resolve('modules-are-found-from-here'))
for (const module of modules) require(module)
await import(pathToFileURL(join(appPath, main)).href)
