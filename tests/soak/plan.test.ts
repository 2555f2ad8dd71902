import { expect, test } from 'vitest'
import { mendable, planRound, renewalEnds, without } from './plan.ts'
import { markIn } from './thoughts.ts'

const rounds = Array.from({ length: 200 }, (_none, index) => planRound(7, index))
const lives = rounds.flatMap((round) => round.lives)
const thoughts = rounds.flatMap(({ lives }) =>
  lives.flatMap(({ acts }) =>
    acts.flatMap((act) => (act.do === 'capture' ? act.thoughts : act.do === 'draft' ? [act.thought] : [])),
  ),
)

test('a seed makes the same rounds again, and another seed others', () => {
  expect(planRound(7, 3)).toEqual(planRound(7, 3))
  expect(planRound(8, 3)).not.toEqual(planRound(7, 3))
})

test('every thought has a mark of its own that is found in its text', () => {
  expect(new Set(thoughts.map(({ mark }) => mark)).size).toBe(thoughts.length)
  for (const { text, mark } of thoughts) expect(markIn(text)).toBe(mark)
})

test('the moments around the rename, the reply, an upload and an undo are all died at', () => {
  const moments = new Set(lives.flatMap(({ kill }) => (kill.at === null ? [] : [kill.at])))
  for (const wanted of [
    ...['synced-new', 'rename-new', 'renamed-new', 'half-mark', 'rename-mark', 'renamed-draft'],
    ...[
      'replied-token',
      'replied-tasks.task.add',
      'asked-disk.storage.uploadfile',
      'replied-tasks.task.delete',
    ],
  ]) {
    expect(moments).toContain(wanted)
  }
})

test('every trouble, every way to break a call, every door, way to sign in and API have their turn', () => {
  const troubles = new Set(lives.flatMap(({ trouble }) => (trouble ? [trouble.kind] : [])))
  expect(troubles).toEqual(new Set([...mendable, 'clock', 'slow-disk', 'older-version']))
  expect(new Set(lives.flatMap(({ broken }) => broken)).size).toBe(6 + renewalEnds.length)
  const doors = lives.flatMap(({ acts }) => acts.flatMap((act) => (act.do === 'capture' ? [act.door] : [])))
  expect(new Set(doors).size).toBe(4)
  expect(new Set(rounds.map(({ rest3, signIn }) => `${String(rest3)} ${signIn}`)).size).toBe(4)
})

test('what is left out of a round is not in it, and the rest is as it was', () => {
  const round = rounds[0]
  if (!round) throw new Error('There is no round')
  const less = without(round, ['life-1', 'broken', 'trouble'])
  expect(less.lives.map(({ kill }) => kill)).toEqual(round.lives.slice(1).map(({ kill }) => kill))
  expect(less.lives.every(({ broken, trouble }) => broken.length === 0 && trouble === null)).toBe(true)
  expect(without(round, [])).toEqual(round)
})
