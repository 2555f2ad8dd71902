import type { Named } from '../../model.ts'
import { isDeed } from '../dates/context-rules.ts'
import { tokenize } from '../dates/grammar/tokens.ts'
import { indexOf, type Directory, type Entry, type NameSign } from '../names/directory.ts'
import { fold, wordsOf } from '../names/fold.ts'
import { otherLayout } from '../names/keyboard-layout.ts'
import { matchNames } from '../names/match-names.ts'
import { onlyOne, resolveName } from '../names/resolve.ts'

/** A name without quotes: where it ends, and whom or what it means; null for nobody who is clear. */
export type ReadName = { to: number; text: string; named: Named | null }

const bareName = /[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}_.-]|['’](?=\p{L}))*/uy
// Keys that are letters on the Russian layout: б ю ж э х ъ ё.
const onLatinKeys = /[a-z`[\];',.~{}:<>]+/iy
const nextWords = /^(?:[ \t\u00a0]+[\p{L}\p{N}][\p{L}\p{M}\p{N}_'’-]*){1,5}/u

// `@all` is a whole chat, and no person.
const nobody = /^(all|everyone|everybody|here|team|channel|все|всем|всех|всё|команда|команде)$/iu
const myself = /^(me|myself|я|мне|меня|мной)$/iu

/** The name without quotes that begins at a place, or an empty text: O’Brien, anna.petrova; no mark at its end. */
export function readBareName(line: string, from: number): string {
  bareName.lastIndex = from
  return bareName.exec(line)?.[0].replace(/[.-]+$/, '') ?? ''
}

/** Reads the name behind a sign: the longest run of words that is a name, or its first word. Null where none begins. */
export function readName(line: string, from: number, sign: NameSign, directory: Directory): ReadName | null {
  const first = readBareName(line, from)
  const swapped = readSwapped(line, from, sign, directory)
  if (
    swapped.named ||
    (swapped.to > from + first.length && first !== '' && !isWritten(first, sign, directory))
  )
    return swapped
  if (first === '') return null
  return readRun(line, from, first, sign, directory) ?? readFirst(line, from, first, sign, directory)
}

// `+Сайт компании запустить`, `@Анне Соколовой`
function readRun(
  line: string,
  from: number,
  first: string,
  sign: NameSign,
  directory: Directory,
): ReadName | null {
  const index = indexOf(directory, sign)
  const more = nextWords.exec(line.slice(from + first.length, from + first.length + 200))?.[0] ?? ''
  const ends = [...more.matchAll(/[^\s]+/gu)].map((word) => from + first.length + word.index + word[0].length)
  let longest: ReadName | null = null
  for (const to of ends) {
    const text = line.slice(from, to)
    // Words that no name has together do not become a name by one more.
    if (matchNames(index, text, 'words').length === 0) break
    const entry = onlyOne(index, text, sign === '@' ? 'words' : 'whole')
    if (entry) longest = { to, text, named: toNamed(entry, text) }
  }
  return longest
}

function readFirst(
  line: string,
  from: number,
  first: string,
  sign: NameSign,
  directory: Directory,
): ReadName {
  const to = from + first.length
  const found =
    sign === '@'
      ? person(line, to, first, directory)
      : resolveName(indexOf(directory, sign), { sign, text: first, quoted: false })
  // `+2` is more often an amount than the beginning of a project's name.
  const isAmount = sign === '+' && found && !/\p{L}/u.test(first) && fold(found.name) !== fold(first)
  return { to, text: first, named: found && !isAmount ? toNamed(found, first) : null }
}

function person(line: string, to: number, text: string, directory: Directory): Entry | null {
  const index = indexOf(directory, '@')
  const own = resolveName(index, { sign: '@', text, quoted: false })
  if (myself.test(text) && !own)
    return index.names.find(({ entry }) => entry.id === directory.me)?.entry ?? null
  if (nobody.test(text)) return null
  // `@АннаСоколова`
  const apart = text.replace(/(\p{Ll})(?=\p{Lu})/gu, '$1 ')
  if (!own) return apart === text ? null : onlyOne(index, apart, 'words')
  return isContradicted(line, to, text, own) ? null : own
}

/** Whether a surname follows that is not the person's: `@Анна Петрова` where only Анна Кузнецова is known. */
function isContradicted(line: string, to: number, text: string, { name }: Entry): boolean {
  const next = /^[ \t\u00a0]+(\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?)(?![\p{L}\p{N}])/u.exec(
    line.slice(to, to + 60),
  )?.[1]
  if (next === undefined) return lowerSurname.test(line.slice(to, to + 60))
  if (!/^\p{Lu}/u.test(text)) return false
  if (isDeed(tokenize(next, []), 0) || notSurname.test(next)) return false
  // What was typed is the surname already: only the given name of somebody else would contradict.
  const isSurname = wordsOf(fold(name)).at(-1) === fold(text) && wordsOf(fold(name)).length > 1
  return !isSurname
}

// `@дмитрий иванов`: in small letters only what can hardly be another word.
const lowerSurname = /^[ \t\u00a0]+\p{Ll}{2,}(?:ов|ев|ёв|ова|ева|ёва|ский|ская|енко)(?![\p{L}\p{N}])/u

const notSurname =
  /^((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December|Today|Tomorrow|Tonight|Next|This|By|On|At|In|For|To|The|And|Please|Re|About|Сегодня|Завтра|Послезавтра|Понедельник|Вторник|Сред[ау]|Четверг|Пятниц[ау]|Суббот[ау]|Воскресенье|До|На|По|Про|Для|Об?|Из|От|К|В|С|И|Надо|Нужно|Прошу|Срочно|Отч[её]т|Договор|Сч[её]т|Звонок|Встреча|Созвон|Заявка|Презентация)$/u

/** A name that was typed on the other layout, where some letters are on the keys of signs: `@th;fy`, `/d[jl`. */
function readSwapped(line: string, from: number, sign: NameSign, directory: Directory): ReadName {
  onLatinKeys.lastIndex = from
  const run = onLatinKeys.exec(line)?.[0].replace(/[,.;:]+$/, '') ?? ''
  const whole: ReadName = { to: from + run.length, text: run, named: null }
  if (!/[`[\];',.~{}:<>]/.test(run) || !/[a-z]/i.test(run)) return { ...whole, to: from }
  const swapped = otherLayout(run)
  const entry =
    swapped === null ? null : onlyOne(indexOf(directory, sign), swapped, sign === '@' ? 'words' : 'any')
  return { ...whole, named: entry && toNamed(entry, run) }
}

const isWritten = (text: string, sign: NameSign, directory: Directory) =>
  matchNames(indexOf(directory, sign), text, 'words').length > 0

const toNamed = ({ id, name }: Entry, text: string): Named => ({ text, id, name })
