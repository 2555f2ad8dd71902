/** CSS pixels at most, at twice their density. */
const box = { width: 48, height: 28 }
const density = 2
/** Bytes and pixels of the largest picture that is drawn: a screenshot of several screens is less. */
const largest = 20_000_000
const mostPixels = 60_000_000
/** Where a PNG file says how wide and how high it is. Source: https://www.w3.org/TR/png-3/#11IHDR */
const sizeAt = 16

/**
 * A pasted screenshot, small; null for all other files, and for what is no picture. It is made of what the browser has handed
 * over. What a picture says of its size is looked at before it is decoded: a small file can hold a huge one.
 */
export async function thumbnailOf(file: File): Promise<ImageBitmap | null> {
  if (file.type !== 'image/png' || file.size > largest) return null
  try {
    const head = new DataView(await file.slice(sizeAt, sizeAt + 8).arrayBuffer())
    const [width, height] = [head.getUint32(0), head.getUint32(4)]
    if (width === 0 || height === 0 || width * height > mostPixels) return null
    const scale = Math.min(1, (box.width * density) / width, (box.height * density) / height)
    return await createImageBitmap(file, {
      resizeWidth: Math.max(1, Math.round(width * scale)),
      resizeHeight: Math.max(1, Math.round(height * scale)),
      resizeQuality: 'medium',
    })
  } catch {
    return null // no picture, or one that is broken: its name says enough
  }
}

/** Shows a thumbnail on a canvas. */
export const drawn = (picture: ImageBitmap) => (canvas: HTMLCanvasElement) => {
  canvas.width = picture.width
  canvas.height = picture.height
  canvas.style.width = `${String(picture.width / density)}px`
  canvas.getContext('2d')?.drawImage(picture, 0, 0)
}
