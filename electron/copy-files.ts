// A process of its own, which copies files that a person has chosen and does nothing else. A file on a network share that
// hangs blocks a thread, perhaps for ever; here it holds up nobody, and the main process kills it.
import { copyFile } from './draft/copy-file.ts'
import type { CopyQuestion } from './draft/outside-copy.ts'

const port = process.parentPort

port.on('message', ({ data }: { data: CopyQuestion & { id: number } }) => {
  const { id, from, to } = data
  const onProgress = () => port.postMessage({ id, isAlive: true })
  void copyFile(from, to, onProgress).then((value) => port.postMessage({ id, value }))
})
