import type { Probe, Probed } from './probe.ts'

const pagesOf = async ({ app }: Probed) => [await app.main(), await app.capture()]

/** Whether a page can go elsewhere, open something, or be given a right. */
export const leavingProbes: Probe[] = [
  {
    name: 'A page stays where it is',
    items: [13],
    run: async (probed) => {
      const findings: string[] = []
      const goals = [
        probed.stranger,
        'file:///etc/passwd',
        'data:text/html,elsewhere',
        'app://other/main/index.html',
        'blob:app://main/x',
      ]
      for (const page of await pagesOf(probed)) {
        const before = page.url()
        for (const goal of goals) {
          const ways = {
            'location.assign': () => page.evaluate((to) => location.assign(to), goal),
            'a link': () =>
              page.evaluate((to) => {
                const link = document.createElement('a')
                link.href = to
                document.body.append(link)
                link.click()
                link.remove()
              }, goal),
            'a form': () =>
              page.evaluate((to) => {
                const form = document.createElement('form')
                form.action = to
                document.body.append(form)
                form.submit()
                form.remove()
              }, goal),
            'a refresh': () =>
              page.evaluate((to) => {
                const meta = document.createElement('meta')
                meta.httpEquiv = 'refresh'
                meta.content = `0;url=${to}`
                document.head.append(meta)
                meta.remove()
              }, goal),
          }
          for (const [name, way] of Object.entries(ways)) {
            await way()
            // Asked of the main process, which hears of a navigation before it answers.
            const addresses = await probed.app.app.evaluate(({ webContents }) =>
              webContents.getAllWebContents().map((one) => one.getURL()),
            )
            const strange = addresses.find(
              (address) => address !== '' && !/^app:\/\/(main|capture|notice)\//.test(address),
            )
            if (strange !== undefined || page.url() !== before) findings.push(`${name} leads to ${goal}`)
          }
        }
      }
      return findings
    },
  },
  {
    name: 'A page that goes to nothing, which nobody can forbid, is loaded again',
    items: [13],
    run: async ({ app }) => {
      const page = await app.main()
      const back = page.waitForEvent('load', () => page.url().startsWith('app://main/main/'))
      await page.evaluate(() => setTimeout(() => location.assign('about:blank')))
      await back
      return page.url().startsWith('app://main/main/') ? [] : ['The page is lost']
    },
  },
  {
    name: 'A page opens no window',
    items: [14],
    run: async (probed) => {
      const count = () => probed.app.app.evaluate(({ webContents }) => webContents.getAllWebContents().length)
      const before = await count()
      const findings: string[] = []
      for (const page of await pagesOf(probed)) {
        for (const goal of [probed.stranger, 'about:blank', page.url(), 'file:///etc/passwd']) {
          const opened = await page.evaluate((to) => {
            const link = document.createElement('a')
            link.href = to
            link.target = '_blank'
            document.body.append(link)
            link.click()
            link.dispatchEvent(new MouseEvent('click', { ctrlKey: true, bubbles: true, cancelable: true }))
            link.dispatchEvent(new MouseEvent('auxclick', { button: 1, bubbles: true, cancelable: true }))
            link.remove()
            return window.open(to) !== null
          }, goal)
          if (opened) findings.push(`window.open of ${goal} gives a window`)
        }
      }
      const after = await count()
      return after > before ? [...findings, `${String(after - before)} windows were opened`] : findings
    },
  },
  {
    name: 'A page gets no permission, asked for or looked up',
    items: [5],
    run: async (probed) => {
      const findings: string[] = []
      for (const page of await pagesOf(probed)) {
        const given = await page.evaluate(async () => {
          const names = [
            'geolocation',
            'notifications',
            'camera',
            'microphone',
            'clipboard-read',
            'midi',
            'persistent-storage',
          ]
          const states = await Promise.all(
            names.map(async (name) => {
              const found = await navigator.permissions
                .query({ name: name as PermissionName })
                .catch(() => null)
              return found === null || found.state === 'denied' ? [] : [`${name} is ${found.state}`]
            }),
          )
          const requests: [string, () => Promise<unknown>][] = [
            ['a camera', () => navigator.mediaDevices.getUserMedia({ video: true })],
            ['a microphone', () => navigator.mediaDevices.getUserMedia({ audio: true })],
            ['the screen', () => navigator.mediaDevices.getDisplayMedia()],
            ['the clipboard', () => navigator.clipboard.readText()],
            ['MIDI devices', () => navigator.requestMIDIAccess()],
            [
              'notifications',
              async () => {
                if ((await Notification.requestPermission()) !== 'granted') throw new Error('refused')
              },
            ],
            [
              'the place',
              () =>
                new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject)),
            ],
          ]
          const got: string[] = []
          for (const [name, request] of requests) {
            await request().then(
              () => got.push(`${name} was given`),
              () => undefined,
            )
          }
          return [...states.flat(), ...got]
        })
        findings.push(...given.map((one) => `${one} in ${new URL(page.url()).pathname}`))
      }
      return findings
    },
  },
  {
    name: 'A page downloads nothing',
    items: [13],
    run: async (probed) => {
      await probed.app.app.evaluate(({ session }) => {
        Object.assign(globalThis, { downloads: [] })
        session.defaultSession.on('will-download', (event, item) => {
          const { downloads } = globalThis as unknown as { downloads: string[] }
          if (!event.defaultPrevented) downloads.push(item.getURL())
        })
      })
      await (
        await probed.app.main()
      ).evaluate((to) => {
        for (const address of [
          to,
          URL.createObjectURL(new Blob(['text'])),
          'data:text/plain,text',
          '/main/index.html',
        ]) {
          const link = document.createElement('a')
          link.href = address
          link.download = 'a file'
          document.body.append(link)
          link.click()
          link.remove()
        }
      }, probed.stranger)
      return probed.app.app.evaluate(() =>
        (globalThis as unknown as { downloads: string[] }).downloads.map(
          (address) => `${address} was downloaded`,
        ),
      )
    },
  },
  {
    name: 'A web view cannot be attached, not even where a window would allow it',
    items: [11, 12],
    run: ({ app, stranger }) =>
      app.app.evaluate(async ({ BrowserWindow, webContents }, to) => {
        const window = new BrowserWindow({ show: false, webPreferences: { webviewTag: true, sandbox: true } })
        await window.loadURL('app://notice/notice/index.html')
        const settled = new Promise<void>((resolve) => {
          window.webContents.once('will-attach-webview', () => setImmediate(resolve))
        })
        await window.webContents.executeJavaScript(
          `{ const view = document.createElement('webview'); view.src = ${JSON.stringify(to)};
             view.setAttribute('allowpopups', ''); view.setAttribute('nodeintegration', ''); document.body.append(view) }`,
        )
        await settled
        const views = webContents.getAllWebContents().filter((one) => one.getType() === 'webview')
        window.destroy()
        return views.map(() => 'A web view was attached')
      }, stranger),
  },
]
