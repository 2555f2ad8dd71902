import { writeFile } from 'node:fs/promises'

/** Writes as much of an Electron as has fuses: the mark before them, their version and number, and how they stand (`0`, `1` or `r` each). */
export async function writeFuses(path: string, wire: string): Promise<void> {
  const around = Buffer.alloc(1_000, 7)
  const mark = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX')
  await writeFile(
    path,
    Buffer.concat([around, mark, Buffer.from([1, wire.length]), Buffer.from(wire), around]),
  )
}
