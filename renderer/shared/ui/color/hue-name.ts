const names = [
  'red',
  'orange',
  'yellow',
  'lime',
  'green',
  'mint',
  'cyan',
  'azure',
  'blue',
  'violet',
  'magenta',
  'pink',
] as const

/** The name of the nearest of twelve hues, as a key of the words `color.hueName.*`. */
export const hueName = (degrees: number): (typeof names)[number] =>
  names[Math.round(degrees / 30) % names.length] ?? 'red'
