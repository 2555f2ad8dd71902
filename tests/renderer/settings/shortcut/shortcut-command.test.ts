import { expect, test } from 'vitest'
import { createBridge } from '../../../../renderer/shared/bridge.ts'
import { ShortcutCommand } from '../../../../renderer/settings/shortcut/shortcut-command.svelte.ts'
import { fakeTransport } from '../../../support/fake-transport.ts'

const text = "node '/opt/My apps/quickplan.mjs' --capture"

test('the command is shown as the main process gives it', async () => {
  const command = new ShortcutCommand(createBridge(fakeTransport({ 'shortcut.command': () => text })))
  await command.load()
  expect(command.text).toBe(text)
})

test('copying leaves the clipboard to the main process, which knows the command itself', async () => {
  const main = fakeTransport({ 'clipboard.copy-command': () => null })
  const command = new ShortcutCommand(createBridge(main))
  await command.copy()
  expect(main.asked).toEqual([['clipboard.copy-command', undefined]])
  expect(command.isCopied).toBe(true)
})

test('a failed copy is told, and not as copied', async () => {
  const main = fakeTransport({
    'clipboard.copy-command': () => {
      throw { code: 'unexpected' }
    },
  })
  const command = new ShortcutCommand(createBridge(main))
  await command.copy()
  expect(command.problem).toEqual({ code: 'unexpected' })
  expect(command.isCopied).toBe(false)
})
