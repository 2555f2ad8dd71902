/**
 * How well typed words fit the words of a name; less is better, null is not at all.
 * 0: they are the whole name, in any order. 1: its first words. 2: others of its words. 3: the beginning of the name.
 * 4: the beginnings of any of its words.
 */
export type Grade = 0 | 1 | 2 | 3 | 4 | null

type Fits = (place: number, asked: string) => boolean

/** Compares letter by letter. */
export function gradeWords(words: readonly string[], query: readonly string[]): Grade {
  if (query.length === 1) return gradeWord(words, query[0] ?? '')
  const whole = gradeWhole(words, query, (place, asked) => words[place] === asked)
  if (whole !== null) return whole
  if (!pairUp(words.length, query, (place, asked) => words[place]?.startsWith(asked) === true)) return null
  return words.join(' ').startsWith(query.join(' ')) ? 3 : 4
}

// Most typed names are one word, and many people may share it.
function gradeWord(words: readonly string[], asked: string): Grade {
  if (words[0] === asked) return words.length === 1 ? 0 : 1
  if (words.includes(asked)) return 2
  if (words[0]?.startsWith(asked)) return 3
  return words.some((word) => word.startsWith(asked)) ? 4 : null
}

/** Compares whole words in a way of its own: does the word of the name at a place fit the asked one? */
export function gradeWhole(
  words: readonly unknown[],
  query: readonly string[],
  fits: Fits,
): 0 | 1 | 2 | null {
  if (!pairUp(words.length, query, fits)) return null
  if (words.length === query.length) return 0
  return query.every((asked, place) => fits(place, asked)) ? 1 : 2
}

/** Whether each asked word has a word of the name to itself, in any order. */
function pairUp(length: number, query: readonly string[], fits: Fits): boolean {
  if (query.length === 0 || query.length > length) return false
  if (query.length === 1) return hasPlace(length, query[0] ?? '', fits)
  const taken = new Set<number>()
  // The longest first: of `a anna` the first word must not take Anna away from the second.
  const asked = query.length > 1 ? [...query].sort((a, b) => b.length - a.length) : query
  return asked.every((word) => {
    for (let place = 0; place < length; place++) {
      if (taken.has(place) || !fits(place, word)) continue
      taken.add(place)
      return true
    }
    return false
  })
}

function hasPlace(length: number, asked: string, fits: Fits): boolean {
  for (let place = 0; place < length; place++) if (fits(place, asked)) return true
  return false
}
