import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { Reply, Transport } from './ipc/contract.ts'
import { fileHandOver } from './ipc/hand-over.ts'

const handOver = fileHandOver({
  ask: (channel, input) => ipcRenderer.invoke(channel, input) as Promise<Reply<unknown>>,
  isOnDisk: (file) => webUtils.getPathForFile(file) !== '',
})

const transport: Transport = {
  invoke: (name, input) => ipcRenderer.invoke(`app:${name}`, input) as Promise<Reply<unknown>>,
  listen: (name, listener) => {
    const forward = (_event: unknown, payload: unknown) => listener(payload as never)
    ipcRenderer.on(`app:${name}`, forward)
    return () => ipcRenderer.off(`app:${name}`, forward)
  },
  attach: async (files) => {
    if (!files.every((file) => file instanceof File)) throw new TypeError('Only files can be attached')
    return handOver(files)
  },
}

contextBridge.exposeInMainWorld('transport', transport)
