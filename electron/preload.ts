import { contextBridge, ipcRenderer } from 'electron'
import type { Transport } from './ipc/contract.ts'

const transport: Transport = {
  invoke: (name, input) => ipcRenderer.invoke(`app:${name}`, input),
  listen: (name, listener) => {
    const forward = (_event: unknown, payload: unknown) => listener(payload as never)
    ipcRenderer.on(`app:${name}`, forward)
    return () => ipcRenderer.off(`app:${name}`, forward)
  },
}

contextBridge.exposeInMainWorld('transport', transport)
