import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readParseArguments } from '../../scripts/parse/parse-arguments.ts'
import { demoDirectory, readDirectory } from '../../scripts/parse/parse-directory.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quickplan-parse-'))
})
afterAll(() => rm(folder, { recursive: true }))

const project = resolve(import.meta.dirname, '..', '..')

function run(args: string[], input: string): Promise<{ code: unknown; output: string; errors: string }> {
  return new Promise((done) => {
    const script = [join(project, 'scripts', 'parse.ts'), ...args]
    const child = execFile(
      process.execPath,
      ['--import', 'tsx', ...script],
      { cwd: project },
      (error, output, errors) => done({ code: error?.code ?? 0, output, errors }),
    )
    child.stdin?.end(input)
  })
}

async function fileWith(content: string): Promise<string> {
  const path = join(folder, `directory-${content.length}.json`)
  await writeFile(path, content)
  return path
}

const sunday = ['--now', '2026-11-22T10:00:00', '--tz', 'Europe/Moscow']

test('every line of the input gives one line, blank ones too', async () => {
  const input = 'Call @john tomorrow 15:00\r\n\nЗвонок /неделя\u2028завтра\n \nCake\\n- [ ] milk'
  const { code, output } = await run([...sunday, '--locale', 'ru'], input)
  const printed = output
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(code).toBe(0)
  expect(printed).toMatchObject([
    { title: 'Call', deadline: '2026-11-23T15:00:00+03:00', people: [{ text: 'john', id: 5 }] },
    { title: '', deadline: null },
    { title: 'Звонок', stage: { text: 'неделя', id: 3 } },
    { title: '' },
    { title: 'Cake', checklist: ['milk'] },
  ])
})

test('a wrong option is said in one sentence', async () => {
  expect(await run(['--nonsense'], '')).toEqual({
    code: 2,
    output: '',
    errors: "Unknown option '--nonsense'\n",
  })
})

test('help is printed and nothing is read', async () => {
  const { code, output } = await run(['--help'], 'Call\n')
  expect(code).toBe(0)
  expect(output).toContain('--end-of-day')
})

test('the time is wall clock in the time zone, unless it says its offset', () => {
  const now = (time: string) => readParseArguments(['--tz', 'Asia/Tokyo', '--now', time]).now.toISOString()
  expect(now('2026-11-22T10:00:00')).toBe('2026-11-22T01:00:00.000Z')
  expect(now('2026-11-22T10:00:00Z')).toBe('2026-11-22T10:00:00.000Z')
})

test.each([
  [['--tz', 'Mars'], '--tz'],
  [['--now', 'yesterday'], '--now'],
  [['--locale', 'de'], '--locale'],
  [['--end-of-day', '25:00'], '--end-of-day'],
  [['--directory', ''], '--directory'],
])('%j is refused by name', (args, name) => {
  expect(() => readParseArguments(args)).toThrow(name)
})

test('a directory is read from its file', async () => {
  const content = { people: [{ id: '7', name: 'Ann', lastName: null }], projects: [{ id: 2, name: 'Site' }] }
  expect(readDirectory(await fileWith(JSON.stringify(content)))).toEqual({
    people: [{ id: 7, name: 'Ann', lastName: '' }],
    projects: [{ id: 2, name: 'Site' }],
    stages: [],
  })
})

test.each(['nonsense', '[]', '{}', '{"people":[{"id":1}]}', '{"stages":{}}'])(
  'a file with %s in it is no directory',
  async (content) => {
    const path = await fileWith(content)
    expect(() => readDirectory(path)).toThrow(path)
  },
)

test('the demo portal’s stages are in the language that was asked for', () => {
  expect(demoDirectory('ru').stages.map(({ title }) => title)).toContain('На неделе')
  expect(demoDirectory('en').stages.map(({ title }) => title)).toContain('This week')
})
