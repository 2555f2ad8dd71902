import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { StageSet } from '../../../electron/model.ts'
import { stageSetFiles } from '../../../electron/plan/set-files.ts'
import { readStageSet, writeStageSet } from '../../../electron/plan/stage-sets.ts'

const set: StageSet = {
  version: 1,
  name: 'My week',
  stages: [
    { title: 'Inbox', color: '00C4FB' },
    { title: 'Сегодня 🌱 <b>"важно"</b>', color: '47D1E2' },
  ],
}
const file = (stages: unknown, more: object = {}) =>
  JSON.stringify({ version: 1, name: 'A', stages, ...more }, null, 1)

describe('a file', () => {
  test('is read as it was written', () => {
    expect(readStageSet(writeStageSet(set))).toEqual(set)
  })

  test('may have the line breaks of Windows', () => {
    const text = file([{ title: 'Inbox', color: '00C4FB' }])
    expect(readStageSet(text.replaceAll(/[\n{]/g, '$&\r\n'))).toEqual(readStageSet(text))
  })

  test('may have a byte order mark, colours with # and in small letters, and spaces around titles', () => {
    const read = readStageSet(`\uFEFF${file([{ title: ' Inbox ', color: '#00c4fb' }])}`)
    expect(read.stages).toEqual([{ title: 'Inbox', color: '00C4FB' }])
  })

  test.each([
    ['no JSON', '{"version": 1,\n"name": }', 'set-not-json', '2'],
    ['no JSON, with the line breaks of Windows', '{"version": 1,\r\n"name": }', 'set-not-json', '2'],
    ['cut off', '{\n"version": 1,\n', 'set-not-json', '3'],
    ['nothing', '', 'set-not-json', '1'],
    ['a list', '[]', 'set-malformed', '1'],
    ['a newer version', file([], { version: 3 }), 'set-newer', '3'],
    ['no stages', file([]), 'set-malformed', '4: stages'],
    ['no version', '{"name":"A","stages":[]}', 'set-malformed', '1: version'],
    ['a blank title', file([{ title: ' ', color: '00C4FB' }]), 'set-title-wrong', '6: stages[0].title'],
    ['no title', file([{ color: '00C4FB' }]), 'set-title-wrong', '5: stages[0].title'],
    [
      'a title of 256 characters',
      file([{ title: 'x'.repeat(256), color: '00C4FB' }]),
      'set-title-wrong',
      '6: stages[0].title',
    ],
    [
      'a title that turns the text',
      file([{ title: 'a\u202Eb', color: '00C4FB' }]),
      'set-title-wrong',
      '6: stages[0].title',
    ],
    ['a colour that is none', file([{ title: 'A', color: 'red' }]), 'set-color-wrong', '7: stages[0].color'],
    [
      'the second stage wrong',
      file([
        { title: 'A', color: '00C4FB' },
        { title: 'B', color: 5 },
      ]),
      'set-color-wrong',
      '11: stages[1].color',
    ],
    [
      'more than belongs in it',
      file([{ title: 'A', color: '00C4FB', id: 7 }]),
      'set-malformed',
      '5: stages[0]',
    ],
    ['a prototype', '{"__proto__":{"a":1},"version":1,"name":"A","stages":[]}', 'set-malformed', '1: stages'],
    [
      '51 stages',
      file(Array.from({ length: 51 }, (_, at) => ({ title: `${at}`, color: '00C4FB' }))),
      'set-malformed',
      '4: stages',
    ],
  ])('with %s is refused with the place', (_what, text, code, subject) => {
    expect(() => readStageSet(text)).toThrow(expect.objectContaining({ code, subject }) as Error)
  })
})

describe('on disk', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sets-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  const files = (path: string | null) => {
    const names: string[] = []
    const chooseSave = (name: string) => {
      names.push(name)
      return Promise.resolve(path)
    }
    return { names, files: stageSetFiles({ chooseSave, chooseOpen: () => Promise.resolve(path) }) }
  }

  test('a set is written where the person says, and read again', async () => {
    const path = join(folder, 'set.json')
    expect(await files(path).files.export(set)).toBe(true)
    expect(await readFile(path, 'utf8')).toContain('"Inbox"')
    expect(await files(path).files.import()).toEqual(set)
  })

  test('nothing happens when no file is chosen', async () => {
    expect(await files(null).files.export(set)).toBe(false)
    expect(await files(null).files.import()).toBeNull()
  })

  test('the name that is offered is one for a file', async () => {
    const { names, files: sets } = files(null)
    await sets.export({ ...set, name: '../../etc/passwd: план' })
    await sets.export({ ...set, name: '///' })
    expect(names).toEqual(['etcpasswd план.json', 'stages.json'])
  })

  test.each([
    ['that is missing', 'missing.json', 'set-unreadable'],
    ['that is a folder', 'folder', 'set-unreadable'],
    ['that is ten megabytes', 'large.json', 'set-too-large'],
  ])('a file %s is refused by its name', async (_what, name, code) => {
    await mkdir(join(folder, 'folder'))
    await writeFile(join(folder, 'large.json'), ' '.repeat(10_000_000))
    await expect(files(join(folder, name)).files.import()).rejects.toMatchObject({ code, subject: name })
  })

  test('a file that cannot be written is told', async () => {
    const path = join(folder, 'missing', 'set.json')
    await expect(files(path).files.export(set)).rejects.toMatchObject({ code: 'set-not-saved' })
  })
})

describe('templates in a file', () => {
  const templates = [{ name: 'report', text: 'Report /week "quoted"\n- [ ] numbers' }]

  test('are read as they were written, in a version that older ones name as newer', () => {
    expect(readStageSet(writeStageSet(set, templates))).toEqual({ ...set, version: 2, templates })
  })

  test('that are none leave the file as it was before there were any', () => {
    expect(writeStageSet(set, [])).toBe(writeStageSet(set))
    expect(JSON.parse(writeStageSet(set))).toMatchObject({ version: 1 })
  })

  test('with a name of several lines are refused', () => {
    expect(() => readStageSet(writeStageSet(set, [{ name: 'a\nb', text: 'c' }]))).toThrow()
  })
})
