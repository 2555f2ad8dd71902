import { net, protocol } from 'electron'
import { pathToFileURL } from 'node:url'
import { fileBelow } from './pages.ts'
import { pagePolicy } from './windows/page-policy.ts'

/** Must run before the app is ready. */
export function declarePageScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }])
}

/** Serves the files below `root`, and nothing outside it, to every page's origin. */
export function servePages(root: string): void {
  protocol.handle('app', async (request) => {
    const path = fileBelow(root, new URL(request.url))
    if (request.method !== 'GET' || path === null) return new Response('Not found', { status: 404 })
    try {
      const file = await net.fetch(pathToFileURL(path).href)
      const headers = new Headers(file.headers)
      headers.set('Content-Security-Policy', pagePolicy)
      headers.set('X-Content-Type-Options', 'nosniff')
      return new Response(file.body, { status: file.status, headers })
    } catch {
      return new Response('Not found', { status: 404 }) // net.fetch throws for a missing file
    }
  })
}
