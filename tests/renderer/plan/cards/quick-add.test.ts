import { describe, expect, test } from 'vitest'
import { destinationOf, QuickAdd } from '../../../../renderer/plan/cards/quick-add.svelte.ts'
import { createBridge } from '../../../../renderer/shared/bridge.ts'
import { deferred } from '../../../support/deferred.ts'
import { fakeTransport } from '../../../support/fake-transport.ts'
import { inbox, later, refused } from '../fixtures.ts'

describe('a task written at the foot of a stage', () => {
  const project = { id: 7, name: 'Site' }
  const ofProject = { place: { kind: 'project', ...project } }

  test.each([
    ['the first of My Plan arrives there anyway', null, inbox, true, { place: null }],
    [
      'another one goes there by its id',
      null,
      later,
      false,
      { place: { kind: 'stage', id: 3, name: 'Later' } },
    ],
    ['the first of a project goes to the project', project, inbox, true, ofProject],
    ['another one of a project cannot be captured', project, later, false, null],
    ['one without a number yet has to wait', null, { ...later, id: -1 }, false, null],
  ] as const)('%s', (_what, where, stage, isFirst, expected) =>
    expect(destinationOf(where, stage, isFirst)).toEqual(expected),
  )

  const place = { kind: 'stage', id: 3, name: 'Later' } as const
  const kept = (text: string) => ['capture.add', { text, place }]

  test('is a capture of the text as it was written', async () => {
    const main = fakeTransport({ 'capture.add': () => null as never })
    const field = new QuickAdd(createBridge(main))
    void field.write('  Call "Anna" ')
    expect(await field.add({ place })).toBe('Call "Anna"')
    expect(main.asked).toEqual([kept('Call "Anna"')])
  })

  test('is one task when Enter is pressed three times, and what is typed behind stays whole', async () => {
    const { promise, resolve } = deferred<never>()
    const main = fakeTransport({ 'capture.add': () => promise })
    const field = new QuickAdd(createBridge(main))
    void field.write('alpha')
    const first = field.add({ place })
    await Promise.all([field.add({ place }), field.add({ place })])
    void field.write('bravo')
    resolve(null as never)
    expect(await first).toBe('alpha')
    expect(main.asked).toEqual([kept('alpha')])
    expect([field.text, field.isBlank]).toEqual(['bravo', false])
  })

  test('that could not be kept stands in the field again, before what was typed meanwhile', async () => {
    const { promise, resolve } = deferred<void>()
    const main = fakeTransport({
      'capture.add': async () => {
        await promise
        throw refused
      },
    })
    const field = new QuickAdd(createBridge(main))
    void field.write('alpha')
    const first = field.add({ place })
    void field.write('bravo')
    resolve()
    expect(await first).toBeNull()
    expect([field.text, field.problem?.code]).toEqual(['alpha bravo', 'access-denied'])
  })

  test('wants words', async () => {
    const field = new QuickAdd(createBridge(fakeTransport({})))
    void field.write('  ')
    expect(await field.add({ place })).toBeNull()
    expect(field.isBlank).toBe(true)
  })
})
