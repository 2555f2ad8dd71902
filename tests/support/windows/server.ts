import { readFile } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { chromium, type BrowserServer } from 'playwright'
import type { TestProject } from 'vitest/node'
import { pagePolicy } from '../../../electron/shell/windows/page-policy.ts'
import { findBrowser } from '../../../scripts/browser.ts'
import { ensureComponents, ensureWindows } from './build.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /**
     * `http://127.0.0.1:PORT`: the app's pages, below `/components/` the pages of tests/support/pages, and at `/browser`
     * the address of the browser to open them in.
     */
    windowServer: string
  }
}

const types: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css', '.html': 'text/html' }

/**
 * Vitest's set-up for tests that open the app's windows in Chromium: one browser and one build for all files, each made
 * when the first test asks for it.
 */
export default async function setUp({ provide }: TestProject): Promise<() => Promise<void>> {
  let browser: Promise<BrowserServer> | null = null
  let windows: Promise<string> | null = null
  let components: Promise<string> | null = null

  async function respond(path: string, response: ServerResponse): Promise<void> {
    if (path === '/browser') {
      browser ??= startBrowser()
      response.end((await browser).wsEndpoint())
      return
    }
    const [, inComponents] = /^\/components(\/.*)$/.exec(path) ?? []
    const folder = await (inComponents ? (components ??= ensureComponents()) : (windows ??= ensureWindows()))
    const body = await readFile(join(folder, inComponents ?? path))
    const type = types[extname(path)] ?? 'application/octet-stream'
    response.writeHead(200, { 'Content-Type': type, 'Content-Security-Policy': pagePolicy }).end(body)
  }

  const server = createServer((request, response) => {
    respond(new URL(request.url ?? '/', 'http://localhost').pathname, response).catch((error: unknown) => {
      response.writeHead(404).end(String(error))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  provide('windowServer', `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  return async () => {
    server.close()
    server.closeAllConnections()
    await (await browser)?.close()
  }
}

async function startBrowser(): Promise<BrowserServer> {
  const executablePath = findBrowser()
  if (executablePath === null) throw new Error('This test needs Chromium or Google Chrome.')
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync']
  return chromium.launchServer({ executablePath, args: ['--no-sandbox', ...quiet] })
}
