import { rgbOf, toHsv } from '../../color/color-modes.ts'
import { readColor, type NoColor } from '../../color/color-text.ts'
import { cssColor, hexOf, parseHex, type Hex } from '../../color/color.ts'

/** A colour on its way to being chosen: from swatches, from an area and a slider, or written. */
export class ColorChoice {
  /** What is shown: the last one that was a colour. */
  color = $state('')
  /** What stands in the field. */
  text = $state('')
  /** Why that is no colour, or null. */
  problem = $state.raw<NoColor | null>(null)
  /** Degrees, whole, 0 to 359; kept through greys, which have none. */
  hue = $state(0)
  /** Percent, whole. */
  saturation = $state(0)
  /** Percent, whole. */
  brightness = $state(0)
  private readonly start: Hex

  /** `onpreview` hears of every colour that is shown after the first. */
  constructor(
    start: string,
    private readonly onpreview: (color: Hex) => void,
  ) {
    this.start = parseHex(cssColor(start)) ?? start
    this.show(this.start)
    this.text = cssColor(this.start)
  }

  /** Takes a whole colour, such as that of a swatch. */
  choose(color: Hex): void {
    this.text = cssColor(color)
    this.take(color)
  }

  /** Takes what was written, if it is a colour; else the old one stays and `problem` tells why. */
  write(text: string): void {
    this.text = text
    const read = readColor(text)
    if ('color' in read) this.take(read.color)
    else this.problem = read.problem
  }

  /** Changes one part of the colour; the others stay. */
  mix(part: { hue?: number; saturation?: number; brightness?: number }): void {
    Object.assign(this, part)
    const [h, s, v] = [this.hue, this.saturation / 100, this.brightness / 100]
    this.color = hexOf({ mode: 'hsv', h, s, v })
    this.text = cssColor(this.color)
    this.problem = null
    this.onpreview(this.color)
  }

  /** Shows again what it began with. */
  restore(): void {
    this.choose(this.start)
  }

  private take(color: Hex) {
    this.problem = null
    this.show(color)
    this.onpreview(color)
  }

  private show(color: Hex) {
    const { h, s, v } = toHsv(rgbOf(color))
    this.color = color
    if (h !== undefined) this.hue = Math.round(h) % 360
    this.saturation = Math.round(s * 100)
    this.brightness = Math.round(v * 100)
  }
}
