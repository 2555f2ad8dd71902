import type { ElectronApplication } from 'playwright'

type Handler = (event: unknown, input: unknown) => Promise<unknown>
type Recorded = { traffic: Set<string> }

/** What a person hands over on purpose: a webhook, an application's secret, a return address, a proxy's password, a file. */
const carriers = [
  'app:session.use-webhook',
  'app:session.use-oauth',
  'app:session.paste-callback',
  'app:network.answer',
  'files:part',
]

/**
 * Records, from outside of the app, all that crosses between the main process and the windows from now on: requests but
 * those that carry a secret by their purpose, every reply, every event.
 */
export async function recordTraffic(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ app: own, ipcMain, webContents }, spared) => {
    // No function with a name in here: tsx would mark it with a helper that the app does not have.
    const recorded = globalThis as unknown as Recorded & { note: (...parts: unknown[]) => void }
    recorded.traffic = new Set()
    Object.assign(
      recorded,
      Object.fromEntries([
        ['note', (...parts: unknown[]) => void recorded.traffic.add(JSON.stringify(parts))],
      ]),
    )
    const listening = Object.fromEntries([
      [
        'wrap',
        (channel: string, handler: Handler): Handler =>
          async (event, input) => {
            if (!spared.includes(channel)) recorded.note(channel, input)
            const reply = await handler(event, input)
            recorded.note(channel, reply)
            return reply
          },
      ],
    ]) as { wrap: (channel: string, handler: Handler) => Handler }
    const { _invokeHandlers: handlers } = ipcMain as unknown as { _invokeHandlers: Map<string, Handler> }
    for (const [channel, handler] of handlers) handlers.set(channel, listening.wrap(channel, handler))
    const add = ipcMain.handle.bind(ipcMain)
    ipcMain.handle = (channel, handler) => add(channel, listening.wrap(channel, handler as Handler) as never)
    const watched = Object.fromEntries([
      [
        'watch',
        (contents: Electron.WebContents) => {
          const send = contents.send.bind(contents)
          contents.send = (channel, ...parts: unknown[]) => {
            recorded.note(channel, parts)
            send(channel, ...parts)
          }
        },
      ],
    ]) as { watch: (contents: Electron.WebContents) => void }
    for (const contents of webContents.getAllWebContents()) watched.watch(contents)
    own.on('web-contents-created', (_event, contents) => watched.watch(contents))
  }, carriers)
}

/** All that was recorded, one message a line. Throws where a running app does not answer. */
export async function trafficOf(app: ElectronApplication): Promise<string> {
  // It can be refused only by an app that ends in this moment, as recording has begun with its start.
  const all = app.evaluate(() => [...(globalThis as unknown as Recorded).traffic].join('\n')).catch(() => '')
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('The recorded traffic could not be had')), 20_000)
  })
  return Promise.race([all, limit]).finally(() => clearTimeout(timer))
}
