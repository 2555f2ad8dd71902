import { describe, expect, test } from 'vitest'
import { destinationOf, QuickAdd } from '../../../../renderer/plan/cards/quick-add.svelte.ts'
import { createBridge } from '../../../../renderer/shared/bridge.ts'
import { deferred } from '../../../support/deferred.ts'
import type { Capture } from '../../../../electron/model.ts'
import { fakeTransport, type Answers, type FakeTransport } from '../../../support/fake-transport.ts'
import { capture, parsed, span } from '../../capture/support.ts'
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
  const kept = (text: string) => ['capture.add', { text, plain: [], place }]
  const understands: Answers = {
    'capture.parse': ({ text }) => parsed(text),
    'capture.suggest': () => null,
  }
  const adds = ({ asked }: FakeTransport) => asked.filter(([name]) => name === 'capture.add')

  test('is a capture of the text as it was written', async () => {
    const main = fakeTransport({ ...understands, 'capture.add': ({ text }) => capture(text) })
    const field = new QuickAdd(createBridge(main))
    void field.write('  Call "Anna" ')
    await field.add({ place })
    expect(adds(main)).toEqual([kept('  Call "Anna" ')])
  })

  test('is one task when Enter is pressed three times, and what is typed behind stays whole', async () => {
    const { promise, resolve } = deferred<Capture>()
    const main = fakeTransport({ ...understands, 'capture.add': () => promise })
    const field = new QuickAdd(createBridge(main))
    void field.write('alpha')
    const first = field.add({ place })
    await Promise.all([field.add({ place }), field.add({ place })])
    void field.write('bravo')
    resolve(capture('alpha'))
    expect((await first)?.title).toBe('alpha')
    expect(adds(main)).toEqual([kept('alpha')])
    expect([field.text, field.isBlank]).toEqual(['bravo', false])
  })

  test('that could not be kept stands in the field again, before what was typed meanwhile', async () => {
    const { promise, resolve } = deferred<void>()
    const main = fakeTransport({
      ...understands,
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
    const field = new QuickAdd(createBridge(fakeTransport(understands)))
    void field.write('  ')
    expect(await field.add({ place })).toBeNull()
    expect(field.isBlank).toBe(true)
  })

  test('is understood like a thought in the capture window, and what was turned back stays text', async () => {
    const main = fakeTransport({
      ...understands,
      'capture.parse': ({ text, plain }) =>
        parsed(text, { spans: plain.length > 0 ? [] : [span('deadline', 5, 13)] }),
      'capture.add': ({ text }) => capture(text),
    })
    const field = new QuickAdd(createBridge(main))
    await field.write('Call tomorrow')
    expect(field.segments.map(({ text, kind }) => [text, kind])).toEqual([
      ['Call ', null],
      ['tomorrow', 'deadline'],
    ])
    await field.toPlain([{ from: 5, to: 13 }])
    await field.add({ place })
    expect(adds(main)).toEqual([
      ['capture.add', { text: 'Call tomorrow', plain: [{ from: 5, to: 13 }], place }],
    ])
  })
})
