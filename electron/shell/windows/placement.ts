import type { Rectangle } from 'electron'

/** Free on every side of a window of ours, in screen pixels. */
const margin = 16
const captureWidth = 640
const noticeSize = { width: 380, height: 64 }

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

/** The notice, in the bottom corner where systems put theirs. */
export function noticeBounds(workArea: Rectangle): Rectangle {
  const width = Math.min(noticeSize.width, workArea.width - 2 * margin)
  return {
    x: workArea.x + workArea.width - width - margin,
    y: workArea.y + workArea.height - noticeSize.height - margin,
    width,
    height: noticeSize.height,
  }
}
