import type { Probe } from './probe.ts'

/** What a page can load, and what the app's own protocol gives out. */
export const reachProbes: Probe[] = [
  {
    name: 'A page reaches no server and no file',
    items: [1, 6, 8, 18],
    run: async ({ app, stranger, visits }) => {
      const before = visits()
      const page = await app.main()
      const reached = await page.evaluate(
        async ([server, file]) => {
          const got: string[] = []
          for (const address of [server, file]) {
            await fetch(address, { mode: 'no-cors' }).then(
              () => got.push(`fetch of ${address}`),
              () => undefined,
            )
            for (const kind of ['img', 'iframe', 'object', 'embed', 'video', 'link'] as const) {
              const element = document.createElement(kind)
              const outcome = new Promise<string>((resolve) => {
                element.addEventListener('load', () => resolve('load'))
                element.addEventListener('error', () => resolve('error'))
                // A refusal may be told by no event of the element, but always by one of the document.
                document.addEventListener('securitypolicyviolation', () => resolve('violation'), {
                  once: true,
                })
              })
              if (element instanceof HTMLLinkElement) element.rel = 'stylesheet'
              const where = { link: 'href', object: 'data' }[kind as string] ?? 'src'
              try {
                element.setAttribute(where, address)
              } catch {
                continue // Trusted Types refuse it before the policy has to
              }
              document.body.append(element)
              await outcome
              element.remove()
            }
          }
          const socket = new Promise<boolean>((resolve) => {
            try {
              const opened = new WebSocket(server.replace('http', 'ws'))
              opened.onopen = () => resolve(true)
              opened.onerror = () => resolve(false)
            } catch {
              resolve(false)
            }
          })
          if (await socket) got.push('a web socket')
          navigator.sendBeacon(server, 'x')
          return got
        },
        [stranger, 'file:///etc/passwd'] as const,
      )
      const seen = visits() - before
      return [...reached, ...(seen > 0 ? [`the server was asked ${String(seen)} times`] : [])]
    },
  },
  {
    name: 'Every window shows a page of the app’s own protocol',
    items: [1, 18],
    run: async ({ app }) =>
      (
        await app.app.evaluate(({ webContents }) =>
          webContents.getAllWebContents().map((one) => one.getURL()),
        )
      )
        .filter((address) => !/^app:\/\/(main|capture|notice)\//.test(address))
        .map((address) => `${address} is shown`),
  },
  {
    name: 'The protocol serves nothing outside its root',
    items: [18],
    run: ({ app }) =>
      app.app.evaluate(async ({ net }) => {
        const paths = [
          '../main/main.js',
          '..%2fmain%2fmain.js',
          '%2e%2e/main/main.js',
          '%2e%2e%2fmain%2fmain.js',
          '%252e%252e%252fmain%252fmain.js',
          '..\\main\\main.js',
          '..%5cmain%5cmain.js',
          'assets/../../main/main.js',
          'assets/..%2f..%2fmain%2fmain.js',
          '..%2f..%2fpackage.json',
          '%2e%2e%2f%2e%2e%2f%2e%2e%2f%2e%2e%2f%2e%2e%2f%2e%2e%2f%2e%2e%2fetc%2fpasswd',
          '/etc/passwd',
          '%2fetc%2fpasswd',
          'file:///etc/passwd',
          'main/index.html%00.js',
          'main/index.html%00/../../../main/main.js',
          '%ff%fe',
          '%',
        ]
        const addresses = [
          ...paths.map((path) => `app://main/${path}`),
          'app://other/main/index.html',
          'app://main.evil.example/main/index.html',
          'app://main@evil.example/main/index.html',
          'app:///main/index.html',
          'app://../main/index.html',
        ]
        const found = await Promise.all(
          addresses.map(async (address) => {
            const answer = await net.fetch(address).catch(() => null)
            return answer === null || answer.status === 404
              ? []
              : [`${address} answers ${String(answer.status)}`]
          }),
        )
        const posted = await net.fetch('app://main/main/index.html', { method: 'POST', body: 'x' })
        return [...found.flat(), ...(posted.status === 404 ? [] : ['a POST is answered'])]
      }),
  },
]
