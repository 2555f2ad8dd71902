import { readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'

/** Kilobytes, gzipped, of all the script that a built page loads, its imports included. */
export async function scriptSize(page: URL): Promise<number> {
  const seen = new Map<string, number>()
  const html = await readFile(page, 'utf8')
  const sources = [...html.matchAll(/(?:src|href)="([^"]+\.js)"/g)].map(
    ([, path = '']) => new URL(path, page),
  )
  await Promise.all(sources.map((source) => read(source, seen)))
  return [...seen.values()].reduce((sum, size) => sum + size, 0) / 1024
}

async function read(source: URL, seen: Map<string, number>): Promise<void> {
  if (seen.has(source.href)) return
  seen.set(source.href, 0)
  const text = await readFile(source, 'utf8')
  seen.set(source.href, gzipSync(text).length)
  const imports = [...text.matchAll(/(?:from|import)\s*["'](\.[^"']+\.js)["']/g)].map(([, path = '']) => path)
  await Promise.all(imports.map((path) => read(new URL(path, source), seen)))
}
