import { expect, test } from 'vitest'
import { indexOf, prepareIndexes, type Directory } from '../../../../electron/parser/names/directory.ts'
import { buildNameIndex } from '../../../../electron/parser/names/name-index.ts'
import { parseCapture } from '../../../../electron/parser/parse.ts'
import { countSteps } from '../../../support/steps.ts'
import { context } from '../../../support/app/captures.ts'

/** A company of so many people, no two of them alike. */
function companyOf(size: number): Directory {
  const people = Array.from({ length: size }, (_, id) => ({
    id,
    name: ['Anna', 'Мария', 'Ivan', 'Дмитрий'][id % 4] ?? '',
    lastName: `Ив${id.toString(36)}ов`,
  }))
  return { people, projects: [], stages: [] }
}

/** How often making the names ready pauses, and the most that is done between two pauses. */
function pausesOf({ people }: Directory): { pauses: number; largest: number } {
  const entries = people.map(({ id, name, lastName = '' }) => ({ id, name: `${name} ${lastName}` }))
  const steps = buildNameIndex(entries)
  const costs: number[] = []
  for (let isDone = false; !isDone;) costs.push(countSteps(() => void (isDone = steps.next().done === true)))
  return { pauses: costs.length, largest: Math.max(...costs) }
}

test('a large company is made ready in more steps than a small one, and in none that is larger', () => {
  const [small, large] = [pausesOf(companyOf(500)), pausesOf(companyOf(3_000))]
  expect(small.pauses).toBeGreaterThanOrEqual(500 / 100)
  expect(large.pauses).toBeGreaterThanOrEqual(5 * small.pauses)
  expect(large.largest).toBeLessThanOrEqual(1.5 * small.largest)
})

test('who looks for a name before it is ready finds it, and the rest of the work is not done twice', async () => {
  const directory = companyOf(2_000)
  let pauses = 0
  await prepareIndexes(directory, () => {
    pauses++
    if (pauses === 3)
      expect(parseCapture('@Ив1ов call', { ...context, directory }).people).toMatchObject([{ id: 1 }])
    return Promise.resolve()
  })
  expect(pauses).toBeLessThanOrEqual(6)
  expect(indexOf(directory, '@')).toBe(indexOf(directory, '@'))
})

test('however many people are called Anna, one key costs no more than a look at each', () => {
  const [few = 0, many = 0] = [500, 5_000].map((size) => {
    const people = Array.from({ length: size }, (_, id) => ({ id, name: 'Anna', lastName: `Petrova${id}` }))
    const directory: Directory = { people, projects: [], stages: [] }
    const parse = (text: string) => void parseCapture(text, { ...context, directory })
    parse('@Petrova7 @an')
    return countSteps(() => parse('@Petrova7 @anna tomorrow'))
  })
  expect(many).toBeLessThanOrEqual(12 * few)
})
