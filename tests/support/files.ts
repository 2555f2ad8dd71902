import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The files below a folder that hold one of the texts, in any of the encodings that a file may have it in. */
export async function filesWith(folder: string, secrets: Iterable<string>): Promise<string[]> {
  const forms = [...secrets].flatMap((secret) => [
    Buffer.from(secret),
    Buffer.from(secret, 'utf16le'),
    Buffer.from(Buffer.from(secret).toString('base64')),
  ])
  const names = await readdir(folder, { recursive: true, withFileTypes: true })
  const found: string[] = []
  for (const entry of names.filter((one) => one.isFile())) {
    const path = join(entry.parentPath, entry.name)
    const content = await readFile(path).catch(unlessGone)
    if (forms.some((form) => content.includes(form))) found.push(path)
  }
  return found
}

/** A file that is renamed or removed while the folder is read holds nothing any more. */
function unlessGone(error: NodeJS.ErrnoException): Buffer {
  if (error.code === 'ENOENT') return Buffer.alloc(0)
  throw error
}
