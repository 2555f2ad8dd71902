import fc from 'fast-check'
import { expect, test } from 'vitest'
import { safeFileName } from '../../../electron/draft/file-name.ts'

test.each([
  ['Отчёт за март.docx', 'Отчёт за март.docx'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\anna\\plan.xlsx', 'plan.xlsx'],
  ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
  ['a\u0000b\nc.txt', 'abc.txt'],
  ['what?.txt', 'what_.txt'],
  ['.bashrc', 'bashrc'],
  ['..', 'file'],
  ['', 'file'],
  ['👩‍💻.png', '👩‍💻.png'],
  ['CON', 'CON_'],
  ['aux.txt', 'aux_.txt'],
  ['Com1 .tar.gz', 'Com1_ .tar.gz'],
  ['lpt².txt', 'lpt²_.txt'],
  ['nul.', 'nul_'],
  ['console.log', 'console.log'],
  ['Auxiliary.txt', 'Auxiliary.txt'],
  ['report. ', 'report'],
  ['report .txt. .', 'report .txt'],
  [`${'x'.repeat(199)} and more`, 'x'.repeat(199)],
])('%j becomes %j', (name, safe) => {
  expect(safeFileName(name)).toBe(safe)
})

test('a long name keeps its ending', () => {
  const safe = safeFileName(`${'я'.repeat(500)}.tar`)
  expect([safe.length, safe.endsWith('я.tar')]).toEqual([200, true])
})

test('whatever comes in, a name comes out that any disk can hold', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (name) => {
      const safe = safeFileName(name)
      expect(safe).not.toMatch(/[\\/:*?"<>|\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/u)
      expect(safe.trim()).not.toBe('')
      expect(safe).not.toMatch(/[\s.]$/)
      expect(safeFileName(safe)).toBe(safe)
    }),
  )
})
