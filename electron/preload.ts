import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { Offered } from './draft/attachments.ts'
import { largestFile } from './draft/attachment-limits.ts'
import { attachChannel } from './ipc/channels.ts'
import type { Reply, Transport } from './ipc/contract.ts'

const transport: Transport = {
  invoke: (name, input) => ipcRenderer.invoke(`app:${name}`, input) as Promise<Reply<unknown>>,
  listen: (name, listener) => {
    const forward = (_event: unknown, payload: unknown) => listener(payload as never)
    ipcRenderer.on(`app:${name}`, forward)
    return () => ipcRenderer.off(`app:${name}`, forward)
  },
  attach: async (files) =>
    ipcRenderer.invoke(attachChannel, await Promise.all(files.map(offered))) as Promise<Reply<unknown>>,
}

/** A file on disk goes by its path, one without (a pasted picture) by its bytes. */
async function offered(file: unknown): Promise<Offered> {
  if (!(file instanceof File)) throw new TypeError('Only files can be attached')
  const path = webUtils.getPathForFile(file)
  if (path !== '') return { path }
  const { name, size } = file
  return { name, size, bytes: size > largestFile ? null : new Uint8Array(await file.arrayBuffer()) }
}

contextBridge.exposeInMainWorld('transport', transport)
