import { expect, test } from 'vitest'
import { createHotkey } from '../../../electron/shell/hotkey.ts'

/** The system's table of shortcuts: `taken` ones belong to another program. */
function desktop(taken: string[] = []) {
  const ours = new Set<string>()
  return {
    ours,
    register: (accelerator: string) => {
      if (accelerator === 'nonsense') throw new TypeError('conversion failure')
      if (taken.includes(accelerator)) return false
      ours.add(accelerator)
      return true
    },
    unregister: (accelerator: string) => void ours.delete(accelerator),
  }
}

test('a new shortcut takes the place of the old one', () => {
  const system = desktop()
  const hotkey = createHotkey(system, () => undefined)
  hotkey.bind('Ctrl+1')
  hotkey.bind('Ctrl+2')
  expect([...system.ours]).toEqual(['Ctrl+2'])
})

test.each([
  ['Ctrl+9', 'hotkey-taken'],
  ['nonsense', 'hotkey-invalid'],
])('when %s is refused (%s) the old shortcut stays', (accelerator, code) => {
  const system = desktop(['Ctrl+9'])
  const hotkey = createHotkey(system, () => undefined)
  hotkey.bind('Ctrl+1')
  expect(() => hotkey.bind(accelerator)).toThrow(expect.objectContaining({ code, subject: accelerator }))
  expect([[...system.ours], hotkey.problem()]).toEqual([['Ctrl+1'], null])
})

test('a shortcut that is taken at the start is told until another one works', () => {
  const hotkey = createHotkey(desktop(['Ctrl+9']), () => undefined)
  expect(() => hotkey.bind('Ctrl+9')).toThrow()
  expect(hotkey.problem()).toEqual({ code: 'hotkey-taken', subject: 'Ctrl+9' })
  hotkey.bind('Ctrl+1')
  expect(hotkey.problem()).toBeNull()
})

test('a pause lets the shortcut go, and its end takes it back', () => {
  const system = desktop()
  const hotkey = createHotkey(system, () => undefined)
  hotkey.bind('Ctrl+1')
  hotkey.pause('recording', true)
  expect([...system.ours]).toEqual([])
  hotkey.pause('recording', false)
  expect([...system.ours]).toEqual(['Ctrl+1'])
})

test('recording the same shortcut again during a pause brings it back', () => {
  const system = desktop()
  const hotkey = createHotkey(system, () => undefined)
  hotkey.bind('Ctrl+1')
  hotkey.pause('recording', true)
  hotkey.bind('Ctrl+1')
  hotkey.pause('recording', false)
  expect([...system.ours]).toEqual(['Ctrl+1'])
})

test('what the user has paused stays so when a recording ends', () => {
  const system = desktop()
  const hotkey = createHotkey(system, () => undefined)
  hotkey.bind('Ctrl+1')
  hotkey.pause('user', true)
  hotkey.pause('recording', true)
  hotkey.pause('recording', false)
  expect([...system.ours]).toEqual([])
  expect(hotkey.isPaused()).toBe(true)
  hotkey.pause('user', false)
  expect([...system.ours]).toEqual(['Ctrl+1'])
})

test('a shortcut that another program takes during a pause is told as taken, and throws nothing', () => {
  const taken: string[] = []
  const system = desktop(taken)
  const hotkey = createHotkey(system, () => undefined)
  hotkey.bind('Ctrl+1')
  hotkey.pause('user', true)
  taken.push('Ctrl+1')
  expect(() => hotkey.pause('user', false)).not.toThrow()
  expect([hotkey.isPaused(), hotkey.problem()]).toEqual([false, { code: 'hotkey-taken', subject: 'Ctrl+1' }])
  taken.pop()
  hotkey.bind('Ctrl+1')
  expect([[...system.ours], hotkey.problem()]).toEqual([['Ctrl+1'], null])
})

test('a shortcut that was taken during a pause is had again after the next pause', () => {
  const taken: string[] = []
  const system = desktop(taken)
  const hotkey = createHotkey(system, () => undefined)
  hotkey.bind('Ctrl+1')
  hotkey.pause('user', true)
  taken.push('Ctrl+1')
  hotkey.pause('user', false)
  taken.pop()
  hotkey.pause('user', true)
  hotkey.pause('user', false)
  expect([[...system.ours], hotkey.problem()]).toEqual([['Ctrl+1'], null])
})

test('while the shortcut is tried its presses go elsewhere, and after it they open the window again', () => {
  let press = () => undefined as void
  const heard: string[] = []
  const system = {
    ...desktop(),
    register: (_keys: string, callback: () => void) => Boolean((press = callback)),
  }
  const hotkey = createHotkey(system, () => heard.push('window'))
  hotkey.bind('Ctrl+1')
  hotkey.divert(() => heard.push('trial'))
  press()
  hotkey.divert(null)
  press()
  expect(heard).toEqual(['trial', 'window'])
})

test('choosing another shortcut ends a pause', () => {
  const system = desktop()
  const hotkey = createHotkey(system, () => undefined)
  hotkey.bind('Ctrl+1')
  hotkey.pause('user', true)
  hotkey.bind('Ctrl+2')
  expect([[...system.ours], hotkey.isPaused()]).toEqual([['Ctrl+2'], false])
})

test('on Wayland it is said that even a shortcut that was given may not work', () => {
  const hotkey = createHotkey(desktop(['Ctrl+9']), () => undefined, true)
  expect(() => hotkey.bind('Ctrl+9')).toThrow(expect.objectContaining({ code: 'hotkey-uncertain' }))
  hotkey.bind('Ctrl+1')
  expect(hotkey.problem()).toEqual({ code: 'hotkey-uncertain' })
})

const needed = [
  ...['C', 'V', 'X', 'Z', 'A', 'Insert', 'Tab'].map((key) => `CommandOrControl+${key}`),
  ...['Control+V', 'Command+A', 'CommandOrControl+Shift+Z', 'CommandOrControl+Shift+V'],
  ...['Alt+F4', 'Alt+Tab', 'Alt+Space', 'CommandOrControl+Alt+Delete', 'Super+L', 'Super+Tab'],
  ...['PrintScreen', 'Alt+PrintScreen', 'F1', 'F5', 'F12'],
]

test.each(needed)(
  '%s, which every program or the system needs, is refused, and the old shortcut stays',
  (accelerator) => {
    const system = desktop()
    const hotkey = createHotkey(system, () => undefined)
    hotkey.bind('Ctrl+Alt+1')
    expect(() => hotkey.bind(accelerator)).toThrow(expect.objectContaining({ code: 'hotkey-reserved' }))
    expect([...system.ours]).toEqual(['Ctrl+Alt+1'])
  },
)

test.each([
  'CommandOrControl+Shift+Space',
  'Control+Alt+C',
  'CommandOrControl+Alt+Space',
  'Alt+Shift+Q',
  'F13',
  'CommandOrControl+F9',
])('%s is free to take', (accelerator) => {
  const system = desktop()
  createHotkey(system, () => undefined).bind(accelerator)
  expect([...system.ours]).toEqual([accelerator])
})
