import { chmod, mkdir, mkdtemp, rm, stat, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { socketAddress } from '../../../electron/inbound/socket-address.ts'
import { onWindows } from '../../support/platform.ts'

/** A pipe has no folder around it. */
const onPosix = test.skipIf(onWindows)

let root = ''
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'quickplan-address-'))
})
afterAll(() => rm(root, { recursive: true }))

const needs = (dataFolder: string) => ({ dataFolder, platform: process.platform, runtimeFolder: root })
const long = (name: string) => join(root, name.padEnd(100, '-'))

onPosix('the socket stands in the data folder, in a folder that only this user can enter', async () => {
  const address = await socketAddress(needs(join(root, 'data')))
  expect(address).toBe(join(root, 'data', 'inbound', 'socket'))
  expect((await stat(dirname(address))).mode & 0o777).toBe(0o700)
})

onPosix('a folder that others could enter is closed to them', async () => {
  const folder = join(root, 'open', 'inbound')
  await mkdir(folder, { recursive: true })
  await chmod(folder, 0o777)
  await socketAddress(needs(join(root, 'open')))
  expect((await stat(folder)).mode & 0o777).toBe(0o700)
})

onPosix.each(['long', 'длинно'])(
  'a path that is too long for a socket (%s) gives way to a short one',
  async (name) => {
    const address = await socketAddress(needs(long(name)))
    expect(address).toMatch(/\/quickplan-[0-9a-f]{16}\/socket$/)
    expect(dirname(dirname(address))).toBe(root)
    expect((await stat(dirname(address))).mode & 0o777).toBe(0o700)
  },
)

onPosix('two data folders never share a short path', async () => {
  expect(await socketAddress(needs(long('one')))).not.toBe(await socketAddress(needs(long('two'))))
})

onPosix('a link that somebody put in the place of the short folder is refused', async () => {
  const address = await socketAddress(needs(long('squatted')))
  await rm(dirname(address), { recursive: true })
  await symlink(root, dirname(address))
  await expect(socketAddress(needs(long('squatted')))).rejects.toThrow('not a folder of this user')
})

test('on Windows it is a pipe with a name that cannot be guessed', async () => {
  const pipe = () => socketAddress({ ...needs('C:\\Data'), platform: 'win32' })
  expect(await pipe()).toMatch(/^\\\\\.\\pipe\\quickplan-[0-9a-f]{16}-[0-9a-f]{32}$/)
  expect(await pipe()).not.toBe(await pipe())
})
