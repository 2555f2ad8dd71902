import type { NativeImage } from 'electron'
import { nativeImage } from 'electron'

/** The mark, blue, green, red and alpha, as bitmaps have them. */
const red = [0x3c, 0x4a, 0xe5, 0xff] as const

/**
 * A tray icon with a dot in its corner: something needs the user. Around the dot the icon is cut away, so that it is seen on any
 * ground, and by its shape alone where the system takes the colours out.
 */
export function markedIcon(icon: NativeImage): NativeImage {
  const { width, height } = icon.getSize()
  const bitmap = icon.toBitmap()
  const radius = width * 0.24
  const [centreX, centreY] = [width - radius, height - radius]
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const distance = Math.hypot(x + 0.5 - centreX, y + 0.5 - centreY)
      if (distance <= radius) bitmap.set(red, (y * width + x) * 4)
      else if (distance <= radius * 1.4) bitmap.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 4)
    }
  }
  const marked = nativeImage.createFromBitmap(bitmap, { width, height })
  marked.setTemplateImage(icon.isTemplateImage())
  return marked
}
