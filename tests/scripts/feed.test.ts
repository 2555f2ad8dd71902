import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { readFeed } from '../../electron/updates/feed.ts'
import { updateSource } from '../../scripts/package/update-source.ts'
import { root } from '../../scripts/system/project.ts'
import { newKey } from '../electron/updates/support.ts'

const feedScript = (...args: string[]) =>
  promisify(execFile)(
    process.execPath,
    ['--import', import.meta.resolve('tsx'), 'scripts/feed.ts', ...args],
    {
      cwd: root,
    },
  )

test('a feed that is made here is believed by the app that got the key', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'quickplan-feed-'))
  const [key, file] = [join(folder, 'key.pem'), join(folder, 'quickplan_2.0.0_amd64.deb')]
  await writeFile(file, 'a package')
  const { stdout } = await feedScript('--new-key', key)
  const publicKey = stdout.trim().replace('QUICKPLAN_UPDATE_KEY=', '')
  await feedScript('--key', key, '--target', 'linux-x64', '--version', '2.0.0', file)
  const feed = await readFeed({
    fetch: async (url) => new Response(await readFile(join(folder, url.pathname.slice(1)))),
    source: { feed: 'https://updates.example/', publicKey },
    target: 'linux-x64',
  })
  expect(feed).toMatchObject({ version: '2.0.0', files: [{ url: 'quickplan_2.0.0_amd64.deb', size: 9 }] })
  await rm(folder, { recursive: true })
})

test('without feed and key the packaged app never looks', () => {
  expect(updateSource({})).toBeNull()
})

test.each([
  ['without a key', { QUICKPLAN_UPDATE_FEED: 'https://updates.example/' }, /Ed25519/],
  [
    'without encryption',
    { QUICKPLAN_UPDATE_FEED: 'http://updates.example/', QUICKPLAN_UPDATE_KEY: newKey().publicKey },
    /https/,
  ],
  [
    'with a key of another kind',
    { QUICKPLAN_UPDATE_FEED: 'https://updates.example/', QUICKPLAN_UPDATE_KEY: 'AAAA' },
    /Ed25519/,
  ],
])('a feed %s is refused when the app is packaged', (_what, env, reason) => {
  expect(() => updateSource(env)).toThrow(reason)
})
