import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { controlWords } from '../../../scripts/system/control-words.ts'
import { checkContents } from '../../../scripts/package/contents.ts'

let resources: string
beforeEach(async () => {
  resources = await mkdtemp(join(tmpdir(), 'quickplan-contents-'))
})
afterEach(() => rm(resources, { recursive: true }))

const native = `node_modules/keytar/prebuilds/${process.platform}-${process.arch}/keytar.node`
const client = 'out/main/quickplan.mjs'
/** All that belongs into the archive, what stands beside it included; its files may hold anything but control words. */
const good: Record<string, string> = {
  'package.json': '{}',
  LICENSE: 'MIT',
  'out/main/entry.js': 'entry',
  'out/preload/preload.cjs': 'preload',
  'out/renderer/main/index.html': '<html>',
  'resources/icons/tray@2x.png': 'png',
  'resources/updates.json': '{}',
  'node_modules/keytar/package.json': '{}',
  'node_modules/keytar/lib/keytar.js': 'keytar',
}
const goodOutside = { [native]: 'native', [client]: 'client' }

type Node = { files?: Record<string, Node>; unpacked?: true; offset?: string; size?: number }

/** An asar file as Electron reads it: sizes (of the size, the header's pickle, its payload, its text), header, contents. */
function asarOf(inside: Record<string, string>, outside: Record<string, string>): Buffer {
  const tree: Node = { files: {} }
  const put = (path: string, node: Node) => {
    const parts = path.split('/')
    const name = parts.pop() ?? ''
    const folder = parts.reduce<Node>((at, part) => ((at.files ??= {})[part] ??= { files: {} }), tree)
    ;(folder.files ??= {})[name] = node
  }
  const contents: Buffer[] = []
  let offset = 0
  for (const [path, text] of Object.entries(inside)) {
    const content = Buffer.from(text)
    put(path, { offset: String(offset), size: content.length })
    contents.push(content)
    offset += content.length
  }
  for (const [path, text] of Object.entries(outside)) put(path, { unpacked: true, size: text.length })
  const header = Buffer.from(JSON.stringify(tree))
  const padding = Buffer.alloc((4 - (header.length % 4)) % 4)
  const padded = header.length + padding.length
  const sizes = Buffer.alloc(16)
  for (const [index, size] of [4, padded + 8, padded + 4, header.length].entries()) {
    sizes.writeUInt32LE(size, index * 4)
  }
  return Buffer.concat([sizes, header, padding, ...contents])
}

/** Packs these files, and answers what is found to be wrong with them. */
async function found(
  inside: Record<string, string> = good,
  outside: Record<string, string> = goodOutside,
): Promise<string[]> {
  await writeFile(join(resources, 'app.asar'), asarOf(inside, outside))
  await mkdir(join(resources, 'app.asar.unpacked'), { recursive: true })
  for (const [path, text] of Object.entries(outside)) {
    const place = join(resources, 'app.asar.unpacked', path)
    await mkdir(dirname(place), { recursive: true })
    await writeFile(place, text)
  }
  return checkContents(resources)
}

test('with all that belongs in it, and nothing else, nothing is wrong', async () => {
  expect(await found()).toEqual([])
})

test.each([
  'src/main.ts',
  '.env',
  'out/main.js',
  'out/tests/app.spec.js',
  'resources/icons/icon.svg',
  'resources/icons/deeper/icon.png',
  'node_modules/keytar/src/async.cc',
  'node_modules/other/index.js',
  'node_modules/keytar/prebuilds/other-arch/keytar.node',
])('%s does not belong into the archive', async (name) => {
  expect(await found({ ...good, [name]: 'x' })).toEqual([`${name} does not belong into the archive.`])
})

test('what need not be unpacked is named', async () => {
  expect(await found(good, { ...goodOutside, 'out/main/entry.js': 'entry' })).toEqual([
    'out/main/entry.js need not be unpacked.',
  ])
})

test.each([
  ['native module', native, /keytar\\\.node/],
  ['client', client, /quickplan\\\.mjs/],
])('a %s that is not unpacked is named', async (_what, name, pattern) => {
  const { [name]: content = '', ...outside } = goodOutside
  const problems = await found({ ...good, [name]: content }, outside)
  expect(problems).toEqual([expect.stringMatching(/^Nothing unpacked fits /)])
  expect(problems[0]).toMatch(pattern)
})

test.each(['app', 'default_app.asar'])('%s must not stand beside the archive', async (name) => {
  await mkdir(join(resources, name))
  expect(await found()).toEqual([`${name} must not stand beside the archive.`])
})

test.each(controlWords)('the control word %j is found in the first file and in the last', async (word) => {
  const problem = (name: string) => `${name} holds what only tests need: "${word}"`
  expect(await found({ ...good, 'package.json': `a ${word} b` })).toEqual([problem('package.json')])
  expect(await found({ ...good, 'out/main/last.js': `ends with ${word}` })).toEqual([
    problem('out/main/last.js'),
  ])
})

test('words of two files side by side make no control word', async () => {
  const [word = ''] = controlWords
  const [front, back] = [word.slice(0, 3), word.slice(3)]
  expect(await found({ ...good, 'out/main/a.js': `x${front}`, 'out/main/b.js': `${back}x` })).toEqual([])
})

test('a control word in an unpacked file is found as well', async () => {
  const [word = ''] = controlWords
  expect(await found(good, { ...goodOutside, [client]: `a ${word}` })).toEqual([
    `${client} holds what only tests need: "${word}"`,
  ])
})

test('an archive that is cut off cannot pass', async () => {
  await found()
  await writeFile(join(resources, 'app.asar'), asarOf(good, goodOutside).subarray(0, 40))
  await expect(checkContents(resources)).rejects.toThrow()
})
