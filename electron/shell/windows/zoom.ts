import type { Input, WebContents } from 'electron'

/** The steps of a browser, 1 being 100 %. */
const steps = [0.5, 0.67, 0.75, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3]

type Turn = 'in' | 'out' | 'reset'

/** Makes a window's content larger and smaller by the keys of a browser and by the wheel with Ctrl. Chromium keeps the factor. */
export function takeZoom(contents: WebContents): void {
  const zoom = (turn: Turn) => contents.setZoomFactor(zoomed(contents.getZoomFactor(), turn))
  contents.on('before-input-event', (event, input) => {
    const turn = turnOf(input, process.platform)
    if (turn === null) return
    event.preventDefault()
    zoom(turn)
  })
  contents.on('zoom-changed', (_event, direction) => zoom(direction))
}

/** What a key asks for: by what stands on it, and by place where it is one of the keypad. */
export function turnOf(
  { type, key, code, control, meta, alt }: Pick<Input, 'type' | 'key' | 'code' | 'control' | 'meta' | 'alt'>,
  platform: NodeJS.Platform,
): Turn | null {
  const isCommand = platform === 'darwin' ? meta && !control : control && !meta
  if (type !== 'keyDown' || !isCommand || alt) return null
  if (key === '+' || key === '=' || code === 'NumpadAdd') return 'in'
  if (key === '-' || key === '_' || code === 'NumpadSubtract') return 'out'
  if (key === '0' || code === 'Numpad0') return 'reset'
  return null
}

/** The next factor in a direction; the last one stays. */
export function zoomed(factor: number, turn: Turn): number {
  if (turn === 'reset') return 1
  // Chromium gives back what it was told with a rounding error.
  const larger = steps.filter((step) => step > factor + 0.01)
  const smaller = steps.filter((step) => step < factor - 0.01)
  return (turn === 'in' ? larger[0] : smaller.at(-1)) ?? factor
}
