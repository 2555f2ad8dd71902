import { expect, test } from 'vitest'
import { InputError, readLines } from '../../../electron/cli/lines.ts'

async function* input(...parts: (string | Buffer)[]) {
  for (const part of parts) yield Buffer.from(part)
}

test('blank lines are left out, whatever ends the others', async () => {
  const lines = await readLines(input('one\r\ntwo\n\n  \n', 'thr', 'ee\rПривет'))
  expect(lines).toEqual(['one', 'two', 'three', 'Привет'])
})

test('a letter that is cut in two comes out whole', async () => {
  const bytes = Buffer.from('🎉')
  expect(await readLines(input(bytes.subarray(0, 2), bytes.subarray(2)))).toEqual(['🎉'])
})

test('a byte order mark is no part of the first line', async () => {
  expect(await readLines(input('\uFEFFone'))).toEqual(['one'])
})

test.each([
  ['a NUL', Buffer.from('one\u0000')],
  ['UTF-16', Buffer.from('\uFEFFone', 'utf16le')],
  ['bytes that are no UTF-8', Buffer.from([0xff, 0x41])],
])('%s is refused as no text', async (_what, bytes) => {
  await expect(readLines(input(bytes))).rejects.toThrow('no UTF-8 text')
})

test('too many lines are refused, and a thousand are not', async () => {
  expect(await readLines(input('x\n'.repeat(1_000)))).toHaveLength(1_000)
  await expect(readLines(input('x\n'.repeat(1_001)))).rejects.toThrow(InputError)
})

test('an input without end is not read to its end', async () => {
  let pieces = 0
  async function* endless() {
    for (;;) {
      pieces++
      yield Buffer.alloc(100_000, 'x')
    }
  }
  await expect(readLines(endless())).rejects.toThrow('too long')
  expect(pieces).toBeLessThan(20)
})
