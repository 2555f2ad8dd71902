import { createReadStream, createWriteStream } from 'node:fs'
import { type FileHandle, mkdir, open } from 'node:fs/promises'
import { dirname, join, normalize } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createInflateRaw } from 'node:zlib'

type Entry = { name: string; mode: number; deflated: boolean; size: number; headerAt: number }

/**
 * Unpacks those files of a zip for which `rename` returns a path, below `folder`. Reads what the pinned archive
 * uses: no encryption, no zip64, no links. The archive is trusted by its checksum, so single files are not checked
 * again. (The usual packages unpack all of it, and most of this archive is not wanted.)
 */
export async function unzip(archive: string, folder: string, rename: (name: string) => string | null) {
  const file = await open(archive)
  try {
    for (const entry of await entriesOf(file)) {
      const name = entry.name.endsWith('/') ? null : rename(entry.name)
      if (name !== null) await unpack(file, archive, entry, inside(folder, name))
    }
  } finally {
    await file.close()
  }
}

// The structures are those of https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3.7 to 4.3.16.
async function entriesOf(file: FileHandle): Promise<Entry[]> {
  const { size } = await file.stat()
  const tail = await readAt(file, Math.max(0, size - 66_000), Math.min(size, 66_000))
  const end = tail.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  if (end < 0) throw new Error('The archive has no directory: it is not a zip file, or it was cut off')
  const directory = await readAt(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12))
  const entries: Entry[] = []
  for (let at = 0; at < directory.length;) {
    const nameLength = directory.readUInt16LE(at + 28)
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      mode: (directory.readUInt32LE(at + 38) >>> 16) & 0o777,
      deflated: directory.readUInt16LE(at + 10) === 8,
      size: directory.readUInt32LE(at + 20),
      headerAt: directory.readUInt32LE(at + 42),
    })
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
  return entries
}

async function unpack(file: FileHandle, archive: string, entry: Entry, path: string) {
  const header = await readAt(file, entry.headerAt, 30)
  const start = entry.headerAt + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  await mkdir(dirname(path), { recursive: true })
  const target = createWriteStream(path, { mode: entry.mode })
  const source = createReadStream(archive, { start, end: start + entry.size - 1 })
  if (entry.deflated) await pipeline(source, createInflateRaw(), target)
  else await pipeline(source, target)
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position)
  return buffer.subarray(0, bytesRead)
}

function inside(folder: string, name: string): string {
  const path = normalize(name)
  if (path.startsWith('..') || path.startsWith('/'))
    throw new Error(`The archive wants to write outside: ${name}`)
  return join(folder, path)
}
