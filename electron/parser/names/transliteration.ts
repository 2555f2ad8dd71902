const letters: Record<string, string> = {
  ...{ а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ж: 'zh', з: 'z', и: 'i', й: 'i', к: 'k', л: 'l' },
  ...{ м: 'm', н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch' },
  ...{ ш: 'sh', щ: 'shch', ъ: '', ы: 'i', ь: '', э: 'e', ю: 'iu', я: 'ia' },
  ...{ і: 'i', ї: 'i', є: 'e', ґ: 'g', ў: 'u' },
}

// What the common schemes write for one sound: Щ is shch or sch, Х is kh or h, Й is y, j or i.
const sounds: Record<string, string> = {
  ...{
    shch: 'š',
    sch: 'š',
    sh: 'š',
    tch: 'č',
    ch: 'č',
    zh: 'ž',
    dj: 'dž',
    kh: 'h',
    ph: 'f',
    th: 't',
    tz: 'ts',
  },
  ...{ ck: 'k', c: 'k', q: 'k', w: 'v', x: 'ks', y: 'i' },
}

/**
 * How a folded word sounds, spelt the same for every way of writing it: `юлия`, `yulia`, `iuliia`, `julia` → `iulia`.
 * Two spellings where a `j` may stand for й or for дж: `john` is also `джон`. The first letters of a word sound like
 * the first letters of its sound, mostly, so beginnings can be compared, too.
 */
function soundsOf(word: string): string[] {
  const latin = word.replace(/[а-яіїєґў]/g, (letter) => letters[letter] ?? letter)
  const spelt = latin.replace(
    /shch|sch|sh|tch|ch|zh|dj|kh|ph|th|tz|ck|[cqwxy]/g,
    (part) => sounds[part] ?? part,
  )
  if (!spelt.includes('j')) return [simplify(spelt)]
  return [simplify(spelt.replaceAll('j', 'i')), simplify(spelt.replaceAll('j', 'dž'))]
}

function simplify(spelt: string): string {
  return spelt
    .replace(/(?<=[aeiou])h(?![aeiou])/g, '') // a silent letter: John, Джон
    .replace(/i[eo]/g, 'e') // Fyodor, Fedor; Andreyev, Andreev
    .replace(/(.)\1/gu, '$1') // Dmitrii, Dmitri; Philipp, Filip
    .replace(/andr$/, 'ander') // Александр, Alexander
}

/** Every way in which folded words can sound: one list, or two where a `j` is in one of them. */
export function soundLists(words: readonly string[]): string[][] {
  const sounds = words.map(soundsOf)
  const ways = sounds.some((own) => own.length > 1) ? [0, 1] : [0]
  return ways.map((way) => sounds.map((own) => own[way] ?? own[0] ?? ''))
}
