import { unlike, type Probe } from './probe.ts'

type Given = {
  transport: {
    invoke(name: string, input?: unknown): Promise<unknown>
    attach(files: unknown[]): Promise<unknown>
  }
  trustedTypes: { createPolicy(name: string, rules: object): unknown }
}

/** What script in a page finds at hand, and whether text can become script. */
export const codeProbes: Probe[] = [
  {
    name: 'A page has no Node and no Electron, only three functions that it cannot change',
    items: [2, 3, 20],
    run: async ({ app }) => {
      const found = await (
        await app.main()
      ).evaluate(() => {
        const { transport } = window as unknown as Given
        const nodes = ['require', 'process', 'Buffer', 'module', 'global', 'ipcRenderer', 'electron']
        return {
          globals: nodes.filter((name) => name in globalThis),
          given: Object.keys(transport).sort(),
          'what invoke can be changed to': Reflect.set(transport, 'invoke', null),
        }
      })
      return unlike(found, {
        globals: [],
        given: ['attach', 'invoke', 'listen'],
        'what invoke can be changed to': false,
      })
    },
  },
  {
    name: 'A page can name neither a channel nor a path of its own',
    items: [17, 20],
    run: async ({ app }) =>
      (await app.main()).evaluate(async () => {
        const { transport } = window as unknown as Given
        const path = '/etc/passwd'
        const attempts = {
          'another channel': transport.invoke('../files:begin', { name: path, isOnDisk: true }),
          'a token of its own': transport.invoke('../files:part', { token: crypto.randomUUID(), path }),
          'a channel of Electron': transport.invoke('ELECTRON_BROWSER_REQUIRE', 'fs'),
          'a path': transport.attach([{ path }]),
          'an object that feigns a file': transport.attach([
            Object.create(File.prototype, { path: { value: path } }),
          ]),
        }
        const possible: string[] = []
        for (const [name, attempt] of Object.entries(attempts)) {
          await attempt.then(
            () => possible.push(`${name} is taken`),
            () => undefined,
          )
        }
        return possible
      }),
  },
  {
    name: 'Text is never run and never becomes markup',
    items: [7],
    run: async ({ app }) => {
      const possible: string[] = []
      for (const page of [await app.main(), await app.capture()]) {
        const found = await page.evaluate(async () => {
          // Beyond the tool's own call, which the page's policy does not hold for.
          await new Promise((resolve) => setTimeout(resolve))
          const run = 'window.ran = true'
          // In pairs: functions with names are marked by tsx with a helper that the page does not have.
          const rules = Object.fromEntries([['createHTML', (text: string) => text]])
          const { trustedTypes } = window as unknown as Given
          const attempts: [string, () => unknown][] = [
            ['eval', () => (0, eval)(run)],
            ['new Function', () => new Function(run)()],
            ['a timer with a text', () => setTimeout(run as never)],
            ['markup from text', () => (document.createElement('div').innerHTML = '<b>text</b>')],
            ['a document from text', () => new DOMParser().parseFromString('<b>text</b>', 'text/html')],
            ['an inline script', () => (document.createElement('script').textContent = run)],
            ['a script from an address', () => (document.createElement('script').src = '/assets/any.js')],
            ['a handler from text', () => document.createElement('a').setAttribute('onclick', run)],
            ['a policy of its own', () => trustedTypes.createPolicy('mine', rules)],
            ['a second policy of Svelte', () => trustedTypes.createPolicy('svelte-trusted-html', rules)],
          ]
          const done: string[] = []
          for (const [name, attempt] of attempts) {
            try {
              attempt()
              done.push(name)
            } catch {
              // as it should be
            }
          }
          const link = document.createElement('a')
          link.href = `javascript:${run}`
          document.body.append(link)
          link.click()
          link.remove()
          return [...done, ...('ran' in window ? ['a script in a link'] : [])]
        })
        possible.push(...found.map((name) => `${name} is possible in ${new URL(page.url()).pathname}`))
      }
      return possible
    },
  },
  {
    name: 'Every page comes with the whole policy in its header',
    items: [7],
    run: async ({ app }) => {
      const wished = [
        "default-src 'none'",
        "script-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        'trusted-types svelte-trusted-html',
      ]
      const policies = await app.app.evaluate(({ net }) =>
        Promise.all(
          ['capture', 'main', 'notice'].map(async (name) => {
            const { headers } = await net.fetch(`app://${name}/${name}/index.html`)
            return { name, policy: headers.get('content-security-policy') ?? '' }
          }),
        ),
      )
      return policies.flatMap(({ name, policy }) => {
        const parts = policy.split('; ')
        const lacking = wished.filter((part) => !parts.includes(part))
        const loose = parts.filter((part) => /unsafe|\*|https?:|data:|blob:/.test(part))
        return [
          ...lacking.map((part) => `${name} lacks ${part}`),
          ...loose.map((part) => `${name} allows ${part}`),
        ]
      })
    },
  },
]
