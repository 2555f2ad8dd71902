import type { Hex } from '../../shared/color/color.ts'
import type { Swatch } from '../../shared/ui/color/swatch.ts'
import type { Words } from '../../shared/words.svelte.ts'

/** A colour on offer, and the key of its name among the words `color.name.*`. */
export type PaletteColor = { color: Hex; name: (typeof portalPalette)[number]['name'] }

/** The colours that Bitrix24 itself gives to stages, in two rows of eight. */
export const portalPalette = [
  { color: '00C4FB', name: 'sky' },
  { color: '47D1E2', name: 'turquoise' },
  { color: '75D900', name: 'lime' },
  { color: 'F7D622', name: 'yellow' },
  { color: 'FFAB00', name: 'amber' },
  { color: 'FF5752', name: 'red' },
  { color: 'E97BA2', name: 'pink' },
  { color: 'BDC1C6', name: 'grey' },
  { color: '468EE5', name: 'blue' },
  { color: '0B66C3', name: 'navy' },
  { color: '1EAE43', name: 'green' },
  { color: '9DCF00', name: 'olive' },
  { color: 'FF8A3D', name: 'orange' },
  { color: '8E52EC', name: 'violet' },
  { color: 'C9A5F0', name: 'lilac' },
  { color: '535C69', name: 'slate' },
] as const

/** The palette with its names in the language in use. */
export const portalSwatches = (words: Words): Swatch[] =>
  portalPalette.map(({ color, name }) => ({ color, label: words.t(`color.name.${name}`) }))

/** A colour for a new stage: the first that no stage has yet. */
export function freshColor(palette: readonly PaletteColor[], used: Hex[]): Hex {
  const free = palette.find(({ color }) => !used.includes(color)) ?? palette[used.length % palette.length]
  return free?.color ?? 'BDC1C6'
}
