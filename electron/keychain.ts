// A process of its own, which asks the system's keychain and does nothing else. A call of keytar blocks a thread until the
// keychain replies, perhaps for ever; here it holds up nobody, and the main process kills it where it hangs.
import { answerTo, type Question } from './store/secrets/questions.ts'

const port = process.parentPort

port.on('message', ({ data }: { data: Question & { id: number } }) => {
  void answerTo(data, async () => (await import('keytar')).default).then((answer) => port.postMessage(answer))
})
