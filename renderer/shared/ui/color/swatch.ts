import type { Hex } from '../../color/color.ts'

/** A colour on offer, and what it is called. */
export type Swatch = { color: Hex; label: string }
