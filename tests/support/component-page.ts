import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { chromium, type BrowserContextOptions, type Page } from 'playwright'
import { build } from 'vite'
import { pagePolicy } from '../../electron/shell/windows/page-policy.ts'
import { findBrowser } from '../../scripts/browser.ts'

const types: Record<string, string> = { js: 'text/javascript', css: 'text/css', html: 'text/html' }
const page =
  '<!doctype html><html lang="en"><title>A component</title><link rel="stylesheet" href="/page.css"><script type="module" src="/page.js"></script>'

/** Components in Chromium: `open` gives a fresh page, whatever its CSP forbids is in `violations`. */
export type ComponentPage = {
  open: (hash?: string, options?: BrowserContextOptions) => Promise<Page>
  violations: string[]
  close: () => Promise<void>
}

/** Builds a page of tests/support/pages as the app's are built and serves it under the app's policy. */
export async function componentPage(name: string): Promise<ComponentPage> {
  const folder = await mkdtemp(join(tmpdir(), 'quickplan-page-'))
  await build({
    configFile: false,
    root: fileURLToPath(new URL('../..', import.meta.url)),
    logLevel: 'error',
    plugins: [svelte()],
    build: {
      outDir: folder,
      cssCodeSplit: false,
      rollupOptions: {
        input: fileURLToPath(new URL(`pages/${name}.ts`, import.meta.url)),
        output: { entryFileNames: 'page.js', assetFileNames: 'page[extname]' },
      },
    },
  })
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    const file = path === '/' ? Promise.resolve(page) : readFile(join(folder, path.slice(1)))
    const type = types[path === '/' ? 'html' : (path.split('.').at(-1) ?? '')] ?? 'text/plain'
    file.then(
      (body) =>
        response.writeHead(200, { 'content-type': type, 'content-security-policy': pagePolicy }).end(body),
      () => response.writeHead(404).end(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const executablePath = findBrowser()
  if (executablePath === null) throw new Error('This test needs Chromium or Google Chrome.')
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  const violations: string[] = []

  return {
    violations,
    open: async (hash = '', options = {}) => {
      const context = await browser.newContext(options) // axe wants a context of its own
      const opened = await context.newPage()
      opened.on('console', (message) => {
        if (message.text().includes('Content Security Policy')) violations.push(message.text())
      })
      const { port } = server.address() as AddressInfo
      await opened.goto(`http://127.0.0.1:${String(port)}/${hash}`)
      return opened
    },
    close: async () => {
      await browser.close()
      server.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
