import { expect, test, vi } from 'vitest'
import type { Capture } from '../../../../electron/model.ts'
import { trayMenu, type Shown, type TrayActions } from '../../../../electron/shell/tray/tray-menu.ts'

const nothing: TrayActions = {
  onCapture: () => undefined,
  onShow: () => undefined,
  onOpen: () => undefined,
  onUndo: () => undefined,
  onStopUpload: () => undefined,
  onPause: () => undefined,
  onUpdate: () => undefined,
  onQuit: () => undefined,
}
const menu = (shown: Partial<Shown> = {}, does: Partial<TrayActions> = {}) =>
  trayMenu(
    {
      locale: 'en',
      captures: [],
      upload: null,
      paused: false,
      isShortcutBroken: false,
      update: null,
      ...shown,
    },
    { ...nothing, ...does },
  )
const labels = (shown: Partial<Shown> = {}) => menu(shown).map(({ label, type }) => label ?? type)
const capture = (title: string, state: Capture['state']) => ({ id: title, title, state }) as Capture

/** Chooses the entry of this name, as a person does. */
function choose(entries: ReturnType<typeof menu>, name: string): void {
  const entry = entries.find(({ label }) => label === name)
  if (!entry?.click) throw new Error(`There is no entry ${name}`)
  entry.click({} as never, undefined, {} as never)
}

test('where nothing was captured and nothing is new there are the ways in and out', () => {
  expect(labels()).toEqual([
    ...['Quick add', 'separator', 'My Plan', 'Sent', 'Settings', 'separator'],
    ...['Pause the shortcut', 'Quit Quickplan'],
  ])
})

test.each([
  ['en', 'Restart to update to 1.2.3'],
  ['ru', 'Перезапустить и обновить до 1.2.3'],
] as const)('a version that is ready has one entry, in %s', (locale, label) => {
  expect(labels({ locale, update: '1.2.3' }).filter((one) => one?.includes('1.2.3'))).toEqual([label])
})

test('the entry of a version that is ready installs it', () => {
  const onUpdate = vi.fn()
  choose(menu({ update: '1.2.3' }, { onUpdate }), 'Restart to update to 1.2.3')
  expect(onUpdate).toHaveBeenCalledOnce()
})

test('the newest capture can be undone, and each of the last five leads to where it is', () => {
  const captures = [
    ...[capture('A', 'waiting'), capture('B', 'sent'), capture('C', 'undone'), capture('D', 'attention')],
    ...[capture('E', 'sending'), capture('F', 'sent')],
  ]
  expect(labels({ captures }).slice(1, 7)).toEqual([
    ...['separator', 'Undo “A”', '“A” waits', 'Open “B”', '“E” waits', 'separator'],
  ])
})

test('files on their way are told of in steps of ten, and can be stopped', () => {
  const onStopUpload = vi.fn()
  const shown = { captures: [capture('A', 'sending')], upload: { id: 'A', sent: 57, of: 100 } }
  expect(labels(shown)).toEqual(
    expect.arrayContaining(['“A”: 50 % of the files sent', '  Stop sending the files']),
  )
  choose(menu(shown, { onStopUpload }), '  Stop sending the files')
  expect(onStopUpload).toHaveBeenCalledWith('A')
})

test('what waits and what needs attention is counted', () => {
  const captures = [capture('A', 'attention'), capture('B', 'attention'), capture('C', 'sending')]
  expect(labels({ captures })).toEqual(expect.arrayContaining(['  1 waiting', '  2 need attention']))
})

test('a title is cut where it is long, and its ampersands mark no key', () => {
  const captures = [capture(`Salt & ${'pepper '.repeat(10)}`, 'sent')]
  expect(labels({ captures })[2]).toBe('Undo “Salt && pepper pepper pepper pepper pepp…”')
})

test('a shortcut that does not work is told, and leads to where it can be changed', () => {
  const onShow = vi.fn()
  choose(menu({ isShortcutBroken: true }, { onShow }), 'The shortcut does not work…')
  expect(onShow).toHaveBeenCalledWith('settings')
})

test('a title cannot turn the words of its entry', () => {
  const found = labels({ captures: [capture('a\u202Eb\u2069', 'sent')] })
  expect(found.filter((one) => one?.includes('ab'))).not.toEqual([])
  expect(found.join()).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/)
})
