import type { Rectangle } from 'electron'

/** Free on every side of a window of ours, in screen pixels. */
const margin = 16
const captureWidth = 640
const noticeSize = { width: 380, height: 64 }
/** Within the rail of the main window, in its CSS pixels: the rail's width, what stands at its foot, and where it becomes narrow. */
const rail = { width: 232, foot: 164, from: 760 }
const railNotice = { width: 216, height: 104 }

/** Where a window stands while it needs no more room than it came with. */
export type Home = { x: number; y: number; width: number }

/** Where the capture window comes up: in the upper part of the work area, clear of its edges. */
export function captureHome(workArea: Rectangle): Home {
  const width = Math.min(captureWidth, workArea.width - 2 * margin)
  return {
    x: Math.round(workArea.x + (workArea.width - width) / 2),
    y: Math.round(workArea.y + workArea.height * 0.22),
    width,
  }
}

/** A window at its home with this height: moved up as far as it needs to be, and never taller than the work area. */
export function boundsAt(home: Home, workArea: Rectangle, wanted: number): Rectangle {
  const height = Math.min(wanted, workArea.height - 2 * margin)
  const lowest = workArea.y + workArea.height - margin - height
  return { ...home, y: Math.min(home.y, lowest), height }
}

/** The main window where it is on the screen: its content in screen pixels, and how much larger than 1 that is shown. */
export type MainPlace = { content: Rectangle; zoom: number }

/**
 * The notice, in the bottom corner where systems put theirs. Where it would cover a part of the main window that is used, it
 * takes another corner, or stands in the empty part of that window's rail.
 */
export function noticeBounds(workArea: Rectangle, main: MainPlace | null = null): Rectangle {
  const width = Math.min(noticeSize.width, workArea.width - 2 * margin)
  const { height } = noticeSize
  const right = workArea.x + workArea.width - width - margin
  const bottom = workArea.y + workArea.height - height - margin
  const corners = [
    { x: right, y: bottom },
    { x: workArea.x + margin, y: bottom },
    { x: right, y: workArea.y + margin },
    { x: workArea.x + margin, y: workArea.y + margin },
  ].map((corner) => ({ ...corner, width, height }))
  const free = corners.find((corner) => main === null || !overlap(corner, main.content))
  return free ?? (main && inRail(main)) ?? { x: right, y: bottom, width, height }
}

/** Null where the rail shows nothing but icons, or has no room. */
function inRail({ content, zoom }: MainPlace): Rectangle | null {
  const y = content.y + content.height - Math.round(rail.foot * zoom) - railNotice.height
  if (content.width / zoom <= rail.from || y < content.y + content.height / 2) return null
  return { x: content.x + Math.round((rail.width * zoom - railNotice.width) / 2), y, ...railNotice }
}

const overlap = (one: Rectangle, other: Rectangle) =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height
