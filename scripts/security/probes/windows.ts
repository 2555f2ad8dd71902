import { join } from 'node:path'
import { root } from '../../system/project.ts'
import { isRoot } from '../../electron/sandbox.ts'
import { unlike, type Probe } from './probe.ts'

// What Electron leaves out where nobody has asked for it.
const defaults = {
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  enableBlinkFeatures: '',
}
const strict = {
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  contextIsolation: true,
  sandbox: true,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  enableBlinkFeatures: '',
  webviewTag: false,
}

/** How the windows are made, and who may speak to the main process. */
export const windowProbes: Probe[] = [
  {
    name: 'Every window is sandboxed, isolated and without Node or experiments',
    items: [2, 3, 4, 6, 8, 9, 10, 11],
    run: async ({ app }) => {
      const all = await app.app.evaluate(({ webContents }) =>
        webContents.getAllWebContents().map((contents) => ({
          address: contents.getURL(),
          preferences: (
            contents as unknown as { getLastWebPreferences(): Record<string, unknown> }
          ).getLastWebPreferences(),
        })),
      )
      return all.flatMap(({ address, preferences }) => {
        return unlike({ ...defaults, ...preferences }, strict).map((one) => `${address}: ${one}`)
      })
    },
  },
  {
    name: 'Chromium’s sandbox is on for everybody but root',
    items: [4],
    run: async ({ app }) => {
      const isOff = await app.app.evaluate(({ app: own }) => own.commandLine.hasSwitch('no-sandbox'))
      return isOff && !isRoot() ? ['The app runs with --no-sandbox'] : []
    },
  },
  {
    name: 'Only the main frame of our own windows is answered',
    items: [17],
    run: ({ app }) =>
      app.app.evaluate(
        async ({ BrowserWindow }, preload) => {
          const findings: string[] = []
          // With the bridge in it, and in frames too, as if a window of ours had gone astray.
          for (const address of ['data:text/html,foreign', 'app://notice/notice/index.html', 'about:blank']) {
            const webPreferences = {
              preload,
              sandbox: true,
              contextIsolation: true,
              nodeIntegrationInSubFrames: true,
            }
            const window = new BrowserWindow({ show: false, webPreferences })
            await window.loadURL(address)
            const reply = (await window.webContents.executeJavaScript(
              `transport.invoke('session.get').then((reply) => JSON.stringify(reply), () => 'refused')`,
            )) as string
            if (reply !== '{"ok":false,"problem":{"code":"input-invalid"}}')
              findings.push(`${address} was answered ${reply}`)
            window.destroy()
          }
          const ours = BrowserWindow.getAllWindows().find((one) =>
            one.webContents.getURL().includes('/main/'),
          )
          const frames = ours?.webContents.mainFrame.framesInSubtree.length ?? 0
          return frames === 1 ? findings : [...findings, 'A page of ours has a frame']
        },
        join(root, 'out/preload/preload.cjs'),
      ),
  },
  {
    name: 'An empty frame within a page has no bridge',
    items: [17, 20],
    run: async ({ app }) =>
      (await app.main()).evaluate(() => {
        const frame = document.createElement('iframe')
        document.body.append(frame)
        const has = frame.contentWindow !== null && 'transport' in frame.contentWindow
        frame.remove()
        return has ? ['The frame has a bridge'] : []
      }),
  },
]
