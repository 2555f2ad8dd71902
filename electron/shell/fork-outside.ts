import { app, utilityProcess } from 'electron'
import type { Answer, OutsideProcess } from '../store/outside/outside-process.ts'

/**
 * Starts a process for what may hang; it ends with the app, even while it hangs. `file` is the program that it runs,
 * `name` what the system's list of processes shows.
 */
export function forkOutside<Question, Value>(file: string, name: string): OutsideProcess<Question, Value> {
  const child = utilityProcess.fork(file, [], { serviceName: name, stdio: 'ignore' })
  const kill = () => {
    // A process whose thread hangs in a call need not hear a polite signal.
    if (child.pid === undefined) child.kill()
    else process.kill(child.pid, 'SIGKILL')
  }
  app.once('quit', kill)
  return {
    send: (question) => child.postMessage(question),
    onAnswer: (listener) => child.on('message', (answer: Answer<Value>) => listener(answer)),
    onEnd: (listener) =>
      child.once('exit', () => {
        app.off('quit', kill)
        listener()
      }),
    kill,
  }
}
