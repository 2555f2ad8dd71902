import { describe, expect, test } from 'vitest'
import { destinationOf, quickAdd } from '../../../../renderer/plan/cards/quick-add.ts'
import { createBridge } from '../../../../renderer/shared/bridge.ts'
import { fakeTransport } from '../../../support/fake-transport.ts'
import { inbox, later } from '../fixtures.ts'

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

  test('is a capture of the text as it was written', async () => {
    const main = fakeTransport({ 'capture.add': () => null as never })
    const place = { kind: 'stage', id: 3, name: 'Later' } as const
    await quickAdd(createBridge(main), '  Call "Anna" ', { place })
    expect(main.asked).toEqual([['capture.add', { text: 'Call "Anna"', place }]])
  })
})
