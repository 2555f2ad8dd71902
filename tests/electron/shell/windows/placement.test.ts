import { expect, test } from 'vitest'
import { boundsAt, captureHome, noticeBounds } from '../../../../electron/shell/windows/placement.ts'

const screens = {
  'an ordinary screen': { x: 0, y: 24, width: 1920, height: 1056 },
  'a screen left of the first': { x: -1280, y: -200, width: 1280, height: 1024 },
  'a tiny screen': { x: 0, y: 0, width: 480, height: 320 },
}
const cases = Object.entries(screens)
const inside = (box: Electron.Rectangle, area: Electron.Rectangle) =>
  box.x >= area.x + 16 &&
  box.y >= area.y + 16 &&
  box.x + box.width <= area.x + area.width - 16 &&
  box.y + box.height <= area.y + area.height - 16

test.each(cases)(
  'on %s the capture window is clear of the edges, however tall its content is',
  (_name, area) => {
    const home = captureHome(area)
    for (const height of [60, 200, 600, 2_000]) expect(inside(boundsAt(home, area, height), area)).toBe(true)
  },
)

test('a window that grows over the bottom moves up, and comes back when it is small again', () => {
  const area = screens['an ordinary screen']
  const home = { ...captureHome(area), y: 900 }
  expect(boundsAt(home, area, 400)).toMatchObject({ y: 664, height: 400 })
  expect(boundsAt(home, area, 100)).toMatchObject({ y: 900, height: 100 })
})

test('where there is room the window grows downwards only', () => {
  const area = screens['an ordinary screen']
  const home = captureHome(area)
  expect(boundsAt(home, area, 500).y).toBe(boundsAt(home, area, 100).y)
})

test('the notice leaves what is used of the main window alone', () => {
  const area = screens['an ordinary screen']
  const mainAt = (content: Electron.Rectangle) => ({ content, zoom: 1 })
  const rightHalf = { x: 960, y: 24, width: 960, height: 1056 }
  expect(noticeBounds(area, mainAt(rightHalf))).toMatchObject({ x: 16, y: 1000 })
  const middle = { x: 300, y: 150, width: 1180, height: 760 }
  expect(noticeBounds(area, mainAt(middle))).toEqual(noticeBounds(area))
})

test('above a main window that takes all of the screen it stands in the rail, over its account', () => {
  const area = screens['an ordinary screen']
  const box = noticeBounds(area, { content: area, zoom: 1 })
  expect(box).toEqual({ x: 8, y: 812, width: 216, height: 104 })
  expect(noticeBounds(area, { content: area, zoom: 1.5 }).x).toBe(66)
})

test('where the rail has only icons it stands in the corner all the same', () => {
  const area = { x: 0, y: 0, width: 700, height: 500 }
  expect(noticeBounds(area, { content: area, zoom: 1 })).toEqual(noticeBounds(area))
})

test.each(cases)('on %s the notice stands in the bottom corner', (_name, area) => {
  const box = noticeBounds(area)
  expect(inside(box, area)).toBe(true)
  expect(box.x + box.width).toBe(area.x + area.width - 16)
})
