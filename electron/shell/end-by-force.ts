import { app } from 'electron'

/**
 * Lets the app end although a thread hangs. At their end Chromium and Node wait for every thread, so that one in a call to
 * a dead file server would keep the process for ever, and a name server that is silent for ten seconds; all of ours is on
 * disk by then. `hasHung`: whether a file did not come.
 */
export function endByForce(hasHung: () => boolean): void {
  app.once('quit', () => {
    const looksUpNames = process.getActiveResourcesInfo().includes('GetAddrInfoReqWrap')
    if (hasHung() || looksUpNames) process.kill(process.pid, 'SIGKILL')
  })
}
