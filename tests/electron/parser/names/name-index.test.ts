import fc from 'fast-check'
import { expect, test } from 'vitest'
import { matchNames } from '../../../../electron/parser/names/match-names.ts'
import { finish } from '../../../../electron/parser/names/in-steps.ts'
import { buildNameIndex, type NameIndex } from '../../../../electron/parser/names/name-index.ts'

/** An index of so many people, each with a name of its own, and how many of them were looked at. */
function counted(size: number) {
  const people = Array.from({ length: size }, (_, id) => ({
    id,
    name: `Anna${String(id)} Ivanov${String(id)}`,
  }))
  const index = finish(buildNameIndex(people))
  let steps = 0
  const count = <T>(names: Iterable<T>): T[] => {
    const all = [...names]
    steps += all.length
    return all
  }
  const counting: NameIndex<{ id: number; name: string }> = {
    ...index,
    byWord: (beginning, whole) => count(index.byWord(beginning, whole)),
    bySound: (beginning, whole) => count(index.bySound(beginning, whole)),
    byCase: (keys) => count(index.byCase(keys)),
  }
  return { index: counting, steps: () => steps }
}

test('however many people there are, no more of them are looked at for a name', () => {
  const companies = [100, 1_000, 5_000].map(counted)
  fc.assert(
    fc.property(fc.nat(99), fc.constantFrom('whole', 'words'), (id, demand) => {
      for (const { index, steps } of companies) {
        const before = steps()
        const found = matchNames(index, `Anna${String(id)} Ivanov${String(id)}`, demand)
        expect(found.map((one) => one.id)).toEqual([id])
        expect(steps() - before).toBeLessThanOrEqual(2)
      }
    }),
  )
})

test('a name that nobody has costs no look at anybody', () => {
  const { index, steps } = counted(5_000)
  expect(matchNames(index, 'Zygmunt', 'words')).toEqual([])
  expect(steps()).toBe(0)
})
