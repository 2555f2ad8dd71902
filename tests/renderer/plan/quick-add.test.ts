import { describe, expect, test } from 'vitest'
import { canName, captureText, destinationOf, type Destination } from '../../../renderer/plan/quick-add.ts'
import { inbox, later } from './fixtures.ts'

describe('a task written at the foot of a stage', () => {
  test.each<[Destination, string]>([
    [{ kind: 'first' }, 'Call Anna'],
    [{ kind: 'stage', title: 'This week' }, 'Call Anna /"This week"'],
    [{ kind: 'stage', title: 'The "big" ones' }, 'Call Anna /"The"'],
    [{ kind: 'project', name: 'Сайт' }, 'Call Anna +"Сайт"'],
  ])('is a capture for %j', (to, text) => expect(captureText('  Call Anna ', to)).toBe(text))

  test('needs a stage that can be named', () => {
    expect(canName({ kind: 'stage', title: ' ' })).toBe(false)
    expect(canName({ kind: 'stage', title: '"Quoted"' })).toBe(false)
    expect(canName({ kind: 'first' })).toBe(true)
  })

  test('goes to My Plan’s stages, and on a project’s board to the first', () => {
    const project = { id: 7, name: 'Site' }
    expect(destinationOf(null, inbox, true)).toEqual({ kind: 'first' })
    expect(destinationOf(null, later, false)).toEqual({ kind: 'stage', title: 'Later' })
    expect(destinationOf(project, inbox, true)).toEqual({ kind: 'project', name: 'Site' })
    expect(destinationOf(project, later, false)).toBeNull()
  })
})
