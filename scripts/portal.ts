import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { PortalArguments } from '../electron/demo/cli.ts'
import { keyBeside, readArguments, usage } from '../electron/demo/cli.ts'
import { createControl } from '../electron/demo/http/control.ts'
import type { DemoPortal } from '../electron/demo/portal.ts'
import { startDemoPortal } from '../electron/demo/portal.ts'
import { officeAddress, openOffice, playOffice } from './office/play.ts'

const options = readOptions()
if (options.help) console.log(usage)
else await serve(options)

function readOptions(): PortalArguments {
  try {
    return readArguments(process.argv.slice(2), process.env)
  } catch (error) {
    console.error(`${messageOf(error)}\n\n${usage}`)
    process.exit(2)
  }
}

async function serve(options: PortalArguments): Promise<void> {
  const { port, file, json, redirectUri, faults, tls, office, ...others } = options
  try {
    const key = await keyBeside(file)
    const papers = office ? await openOffice(dirname(file)) : null
    const pair = tls
      ? { cert: readFileSync(tls.cert, 'utf8'), key: readFileSync(tls.key, 'utf8') }
      : papers?.pair
    const portal = await startDemoPortal({
      ...others,
      onDamaged,
      onWriteFailed,
      port,
      file,
      key,
      oauth: { redirectUri },
      control: faults ? createControl() : null,
      tls: pair && { ...pair, ...(office ? { address: officeAddress } : {}) },
    })
    const played = papers && (await playOffice(portal.port, papers))
    stopOnSignal(async () => {
      await played?.close()
      await portal.close()
    })
    console.log(json ? asJson(portal) : inWords(portal, file))
    if (played && !json) console.log(played.lines.join('\n'))
  } catch (error) {
    const isTaken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
    const hint = `Port ${port} is taken, perhaps by another portal. Choose another one with --port, or 0 for any free one.`
    console.error(isTaken ? hint : `The portal could not start: ${messageOf(error)}`)
    process.exitCode = 1
  }
}

function stopOnSignal(close: () => Promise<void>): void {
  const stop = () => {
    void close().then(() => process.exit(0))
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

function asJson({ url, webhook, users, oauth, pageAddress }: DemoPortal): string {
  return JSON.stringify({ url, webhook, users, oauth, pages: pageAddress('/', Infinity) })
}

function inWords({ url, webhook, oauth, pageAddress }: DemoPortal, file: string): string {
  return [
    `The demo portal answers at ${url}`,
    `Its pages, once           ${pageAddress('/', Infinity)}`,
    `Its data is kept in        ${file}`,
    `Webhook of the first user  ${webhook}`,
    `Application (client_id)    ${oauth.clientId}`,
    `Its client secret          ${oauth.clientSecret}`,
    `It sends people back to    ${oauth.redirectUri}`,
    '',
    `Try it:   curl -s '${webhook}task.stages.get?entityId=0'`,
    'Stop it:  Ctrl+C',
  ].join('\n')
}

function onDamaged(setAside: string | null): void {
  const where = setAside === null ? 'and could not be set aside' : `and was set aside as ${setAside}`
  console.error(`The data file could not be read ${where}. The portal starts from the seed.`)
}

function onWriteFailed(error: unknown): void {
  console.error(`The data could not be written: ${messageOf(error)}`)
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
