import {
  modeHsl,
  modeHsv,
  modeLab65,
  modeLrgb,
  modeOklab,
  modeOklch,
  modeRgb,
  modeXyz65,
  useMode as register,
  type Color,
  type Hsv,
  type Lab65,
  type Lrgb,
  type Rgb,
} from 'culori/fn'

// culori computes only in the spaces that were named to it, so all others stay out of our pages. Oklab and XYZ are on
// the way to those that are used here.
register(modeOklab)
register(modeOklch)
register(modeXyz65)
register(modeHsl)
register(modeRgb)

/** The channels of six hex digits, from 0 to 1. */
export function rgbOf(hex: string): Rgb {
  const value = Number.parseInt(hex, 16)
  return { mode: 'rgb', r: (value >> 16) / 255, g: ((value >> 8) & 255) / 255, b: (value & 255) / 255 }
}

/** sRGB with light in proportion to its numbers. */
export const toLinearRgb: (color: Color) => Lrgb = register(modeLrgb)
/** Hue in degrees, saturation and brightness from 0 to 1. */
export const toHsv: (color: Color) => Hsv = register(modeHsv)
/** The space of CIEDE2000, for the white of screens. */
export const toLab: (color: Color) => Lab65 = register(modeLab65)
