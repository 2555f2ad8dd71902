import { expect, test } from 'vitest'
import type { Reply } from '../../../electron/ipc/contract.ts'
import { fileHandOver } from '../../../electron/ipc/hand-over.ts'

type Asked = { token?: string; name?: string; bytes?: Uint8Array; problem?: unknown }

/** A main process that takes everything but what `refuse` names, and what it was told. */
function taker(refuse: (channel: string, input: Asked) => boolean = () => false) {
  const told: [string, Asked][] = []
  const ask = (channel: string, input: unknown): Promise<Reply<unknown>> => {
    const asked = input as Asked
    told.push([channel, asked])
    if (refuse(channel, asked)) return Promise.resolve({ ok: false, problem: { code: 'file-too-large' } })
    return Promise.resolve({ ok: true, value: channel === 'files:begin' ? `token of ${asked.name}` : true })
  }
  const ends = () => told.filter(([channel]) => channel === 'files:end').map(([, input]) => input)
  return { ask, told, ends }
}

/** A file whose content never comes. */
const hanging = (name: string) =>
  Object.assign(new File([], name), {
    stream: () => new ReadableStream({ pull: () => new Promise(() => undefined) }),
  })

/** A file as Chromium reads one: in chunks of tens of kilobytes. */
const inChunks = (content: Uint8Array<ArrayBuffer>) =>
  Object.assign(new File([], 'plan.bin'), {
    stream: () =>
      new Blob([content]).stream().pipeThrough(
        new TransformStream<Uint8Array, Uint8Array>({
          transform: (bytes, controller) => {
            for (let at = 0; at < bytes.byteLength; at += 90_000)
              controller.enqueue(bytes.subarray(at, at + 90_000))
          },
        }),
      ),
  })

test('files are handed over one after another, by content and never by path', async () => {
  const main = taker()
  const handOver = fileHandOver({ ask: main.ask, isOnDisk: ({ name }) => name !== 'image.png' })
  await handOver([new File(['abc'], 'plan.txt'), new File(['xyz'], 'image.png')])
  expect(main.told).toEqual([
    ['files:begin', { name: 'plan.txt', isOnDisk: true }],
    ['files:part', { token: 'token of plan.txt', bytes: new Uint8Array(Buffer.from('abc')) }],
    ['files:end', { token: 'token of plan.txt', problem: null }],
    ['files:begin', { name: 'image.png', isOnDisk: false }],
    ['files:part', { token: 'token of image.png', bytes: new Uint8Array(Buffer.from('xyz')) }],
    ['files:end', { token: 'token of image.png', problem: null }],
  ])
})

test('the first refusal is the answer, and the others are handed over all the same', async () => {
  const main = taker((channel, { token }) => channel === 'files:end' && token === 'token of b')
  const handOver = fileHandOver({ ask: main.ask, isOnDisk: () => true })
  const files = ['a', 'b', 'c'].map((name) => new File([name], name))
  expect(await handOver(files)).toMatchObject({ ok: false, problem: { code: 'file-too-large' } })
  expect(main.ends()).toHaveLength(3)
})

test('what is refused in its middle is not read to its end', async () => {
  const main = taker((channel) => channel === 'files:part')
  const handOver = fileHandOver({ ask: main.ask, isOnDisk: () => true })
  await handOver([new File([new Uint8Array(5_000_000)], 'film.mkv')])
  expect(main.told.map(([channel]) => channel)).toEqual(['files:begin', 'files:part', 'files:end'])
})

test('a file that is too large is given up before more than its beginning is handed over', async () => {
  const main = taker()
  const handOver = fileHandOver({ ask: main.ask, isOnDisk: () => true })
  const film = Object.defineProperty(new File(['abc'], 'film.mkv'), 'size', { value: 10 ** 12 })
  await handOver([film])
  expect(main.ends()).toMatchObject([{ problem: { code: 'file-too-large' } }])
  expect(main.told).toHaveLength(2)
})

test('a large file goes in parts of a megabyte, whole', async () => {
  const main = taker()
  const handOver = fileHandOver({ ask: main.ask, isOnDisk: () => true })
  const content = new Uint8Array(5_000_000).map((_, at) => at % 251)
  await handOver([inChunks(content)])
  const parts = main.told.flatMap(([, { bytes }]) => (bytes ? [bytes] : []))
  expect(Buffer.compare(Buffer.concat(parts), content)).toBe(0)
  expect(parts.length).toBeLessThanOrEqual(5)
  expect(Math.max(...parts.map(({ byteLength }) => byteLength))).toBeLessThan(2 * 1024 * 1024)
})

test('where one file hangs all that are read at that time are given up', async () => {
  const main = taker()
  const handOver = fileHandOver({ ask: main.ask, isOnDisk: () => true, hangMs: 50 })
  await Promise.all([handOver([hanging('a')]), handOver([hanging('b')])])
  const problem = { code: 'file-unreadable', detail: 'ETIMEDOUT' }
  expect(main.ends()).toMatchObject([{ problem }, { problem }])
})
