import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { controlWords } from '../system/control-words.ts'

/** What may be in the archive, and beside it. */
const allowed = [
  /^package\.json$/,
  /^LICENSE$/,
  /^out\/(main|preload|renderer)\//,
  /^resources\/icons\/[\w@-]+\.png$/,
  /^resources\/updates\.json$/,
  /^node_modules\/keytar\/(package\.json|LICENSE\.md|lib\/keytar\.js)$/,
  new RegExp(`^node_modules/keytar/prebuilds/${process.platform}-${process.arch}/keytar\\.node$`),
]
const unpacked = [
  new RegExp(`^node_modules/keytar/prebuilds/${process.platform}-${process.arch}/keytar\\.node$`),
  /^out\/main\/quickplan\.mjs$/,
]

type Entry = { files?: Record<string, Entry>; unpacked?: boolean; offset?: string; size?: number }

/** What is wrong with the packed app, a sentence each; empty where all is as it should be. */
export async function checkContents(resources: string): Promise<string[]> {
  const archive = await readFile(join(resources, 'app.asar'))
  const { entries, begin } = readArchive(archive)
  const names = [...entries.keys()]
  const folder = join(resources, 'app.asar.unpacked')
  const outside = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .map((name) => name.replaceAll('\\', '/'))
  const foreignOutside = outside.map(async (name) =>
    foreignIn(name, await readFile(join(folder, name), 'utf8')),
  )
  const beside = (await readdir(resources)).filter((name) => /^(app|default_app\.asar)$/.test(name))
  return [
    ...names
      .filter((name) => !fits(name, allowed))
      .map((name) => `${name} does not belong into the archive.`),
    ...outside.filter((name) => !fits(name, unpacked)).map((name) => `${name} need not be unpacked.`),
    ...unpacked
      .filter((one) => !outside.some((name) => one.test(name)))
      .map((one) => `Nothing unpacked fits ${one}.`),
    ...beside.map((name) => `${name} must not stand beside the archive.`),
    ...names.flatMap((name) => foreignIn(name, contentOf(entries.get(name), archive, begin))),
    ...(await Promise.all(foreignOutside)).flat(),
  ]
}

const fits = (name: string, patterns: RegExp[]) => patterns.some((pattern) => pattern.test(name))

const foreignIn = (name: string, content: string) =>
  controlWords
    .filter((text) => content.includes(text))
    .map((text) => `${name} holds what only tests need: "${text}"`)

function contentOf(entry: Entry | undefined, archive: Buffer, begin: number): string {
  if (entry?.offset === undefined || entry.size === undefined) return ''
  const from = begin + Number(entry.offset)
  return archive.toString('utf8', from, from + entry.size)
}

/** An asar file: four sizes of 32 bits, a JSON header, then the files one behind the other. */
function readArchive(archive: Buffer) {
  const headerSize = archive.readUInt32LE(4)
  const header = JSON.parse(archive.toString('utf8', 16, 16 + archive.readUInt32LE(12))) as Entry
  const entries = new Map<string, Entry>()
  const walk = ({ files = {} }: Entry, path: string) => {
    for (const [name, entry] of Object.entries(files)) {
      if (entry.files) walk(entry, `${path}${name}/`)
      else entries.set(path + name, entry)
    }
  }
  walk(header, '')
  return { entries, begin: 8 + headerSize }
}
