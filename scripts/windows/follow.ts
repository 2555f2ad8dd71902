import { open } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'

/** Hands on what is written to a file, until `isOver` and all of it was read. */
export async function follow(
  path: string,
  hand: (text: Buffer) => unknown,
  isOver: () => boolean,
): Promise<void> {
  const file = await open(path)
  const buffer = Buffer.alloc(65_536)
  try {
    for (;;) {
      const wasOver = isOver()
      const { bytesRead } = await file.read(buffer, 0, buffer.length)
      if (bytesRead > 0) hand(Buffer.from(buffer.subarray(0, bytesRead)))
      else if (wasOver) return
      else await pause(100)
    }
  } finally {
    await file.close()
  }
}
