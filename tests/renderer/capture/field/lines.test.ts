import { expect, test } from 'vitest'
import { linesOf, previewOf } from '../../../../renderer/capture/field/lines.ts'
import { broughtBy } from '../../../../renderer/capture/offers/transfer.ts'

test('lines are what is between line breaks of any kind, without the blank ones', () => {
  expect(linesOf('Milk\r\n\r\n  Bread \rEggs\n')).toEqual(['Milk', 'Bread', 'Eggs'])
})

test.each([
  [4, 4, 0],
  [5, 5, 0],
  [9, 4, 5],
])('of %i lines %i are shown, and %i counted', (count, shown, more) => {
  const preview = previewOf(Array.from({ length: count }, String), 4)
  expect([preview.first.length, preview.more]).toEqual([shown, more])
})

const file = new File(['x'], 'plan.png')
const data = (parts: Record<string, string>, files: File[] = []) =>
  ({
    files,
    types: Object.keys(parts),
    getData: (type: string) => parts[type] ?? '',
  }) as unknown as DataTransfer

test.each([
  ['a picture', data({ 'text/html': '<img>' }, [file]), { files: [file] }],
  ['a file with its path', data({ 'text/plain': '/home/plan.png' }, [file]), { files: [file] }],
  [
    'cells with their picture',
    data({ 'text/plain': '1\t2', 'text/html': '<table>' }, [file]),
    { text: '1\t2' },
  ],
  ['a link', data({ 'text/uri-list': '# a page\r\nhttps://a.example' }), { text: 'https://a.example' }],
  ['nothing', data({}), null],
])('%s is taken for what is meant', (_name, transfer, expected) => {
  expect(broughtBy(transfer)).toEqual(expected)
})
