import { app, utilityProcess } from 'electron'
import type { KeychainProcess } from '../store/secrets/keychain-process.ts'
import type { Answer } from '../store/secrets/questions.ts'

/** Starts the process that asks the keychain; it ends with the app, even while it hangs. `file` is the program it runs. */
export function forkKeychain(file: string): KeychainProcess {
  const child = utilityProcess.fork(file, [], { serviceName: 'Quickplan keychain', stdio: 'ignore' })
  const kill = () => {
    // A process whose thread hangs in a call need not hear a polite signal.
    if (child.pid === undefined) child.kill()
    else process.kill(child.pid, 'SIGKILL')
  }
  app.once('quit', kill)
  return {
    send: (question) => child.postMessage(question),
    onAnswer: (listener) => child.on('message', (answer: Answer) => listener(answer)),
    onEnd: (listener) =>
      child.once('exit', () => {
        app.off('quit', kill)
        listener()
      }),
    kill,
  }
}
