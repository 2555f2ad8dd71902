import {
  after,
  any,
  dotted,
  glued,
  lookup,
  made,
  means,
  seq,
  sign,
  table,
  word,
  words,
  type Reader,
} from './reader.ts'
import type { DayPart } from '../meaning.ts'

const list = (forms: string) => forms.split(' ')
const numbered = (forms: readonly string[]) =>
  table(forms.flatMap((form, index) => form.split('|').map((one) => [one, index + 1] as const)))

/** `к`, `до`, `не позднее` … before a date. */
export const toward: Reader<unknown> = any<unknown>(
  word('в во к ко до на'),
  seq(word('не'), word('позднее позже ранее')),
)

/** A weekday by its case, 1 is Monday: `среда`, `среды`, `среде`, `среду`. */
export const weekday = {
  nominative: lookup(numbered(list('понедельник вторник среда четверг пятница суббота воскресенье'))),
  genitive: lookup(numbered(list('понедельника вторника среды четверга пятницы субботы воскресенья'))),
  dative: lookup(numbered(list('понедельнику вторнику среде четвергу пятнице субботе воскресенью'))),
  accusative: lookup(numbered(list('понедельник вторник среду четверг пятницу субботу воскресенье'))),
}

/** `пн`, `пн.`: 1 is Monday. */
export const shortWeekday: Reader<number> = dotted(
  lookup(numbered(list('пн|пнд вт|втр ср|срд чт|чтв пт|птн|пятн сб|сбт|субб вс|вск|воскр'))),
)

const monthForms = list(
  'январ|янв феврал|февр|фев март|мар апрел|апр ма|май июн июл август|авг сентябр|сент|сен октябр|окт ноябр|нояб|ноя декабр|дек',
)

/** `мая`, `дек`, `дек.`: a month after a day of it. */
export const monthOfDay: Reader<number> = dotted(
  lookup(
    numbered(
      monthForms.map((forms, index) => {
        const [stem = '', ...short] = forms.split('|')
        const genitive = stem + (index === 2 || index === 7 ? 'а' : 'я')
        return [genitive, ...short, ...(index === 5 || index === 6 ? [stem] : [])].join('|')
      }),
    ),
  ),
)

const cardinals: (readonly [string, number])[] = [
  ['один одну одного', 1],
  ['два две двух двум', 2],
  ['три трех трем', 3],
  ['четыре четырех четырем', 4],
  ['пять пяти', 5],
  ['шесть шести', 6],
  ['семь семи', 7],
  ['восемь восьми', 8],
  ['девять девяти', 9],
  ['десять десяти', 10],
  ['одиннадцать одиннадцати', 11],
  ['двенадцать двенадцати', 12],
]

/** `два`, `двух`, `двенадцать`. */
export const hourWord: Reader<number> = lookup(table(cardinals.slice(1)))

/** A number of hours, days, weeks: `два`, `пару`, `двадцать`. */
export const countWord: Reader<number> = lookup(
  table([
    ...cardinals,
    ['пару', 2],
    ['четырнадцать', 14],
    ['пятнадцать пятнадцати', 15],
    ['двадцать двадцати', 20],
    ['тридцать тридцати', 30],
    ['сорок', 40],
    ['пятьдесят', 50],
    ['сто', 100],
  ]),
)

const ordinalStems = list(
  'перв втор трет четверт пят шест седьм восьм девят десят одиннадцат двенадцат тринадцат четырнадцат пятнадцат ' +
    'шестнадцат семнадцат восемнадцат девятнадцат двадцат',
)
const ordinals = new Map(
  [...ordinalStems.entries(), [29, 'тридцат'] as const].flatMap(([index, stem]) => {
    const soft = stem === 'трет' ? ['ьего', 'ьему', 'ье'] : ['ого', 'ому', 'ое']
    return soft.map((ending) => [stem + ending, index + 1] as const)
  }),
)

/** A day of a month in words: `первого`, `двадцать пятому`. */
export const dayWord: Reader<number> = any(
  lookup(ordinals),
  made(
    seq(lookup(table([['двадцать', 20] as const, ['тридцать', 30] as const])), lookup(ordinals)),
    ([tens, ones]) => (ones < 10 ? tens + ones : null),
  ),
)

const hourOrdinals = [...ordinals].filter(([form, hour]) => hour <= 12 && /[ое]го$/.test(form))

/** The hour that is half over: 6 of `полшестого`. */
export const halfOfHour: Reader<number> = any(
  lookup(new Map(hourOrdinals.map(([form, hour]) => [`пол${form}`, hour] as const))),
  after(
    any<unknown>(word('пол половине половина половину'), seq(word('пол'), glued(sign('-')))),
    lookup(new Map(hourOrdinals)),
  ),
)

/** `утра`, `дня`, `вечера`, `ночи` after an hour. */
export const halfOfDay: Reader<DayPart> = lookup(
  table<DayPart>([
    ['утра', 'morning'],
    ['дня', 'afternoon'],
    ['вечера', 'evening'],
    ['ночи', 'night'],
  ]),
)

/** `утром`, `к вечеру`, `в обед`, `после обеда`. */
export const dayPart: Reader<DayPart> = any<DayPart>(
  lookup(
    table<DayPart>([
      ['утром', 'morning'],
      ['днем', 'afternoon'],
      ['вечером вечерком', 'evening'],
      ['ночью', 'night'],
    ]),
  ),
  led('с', [['утра утречка', 'morning']]),
  means(any<unknown>(words('с самого утра'), words('рано утром')), 'morning'),
  means(words('поздно вечером'), 'night'),
  led('в', [
    ['обед', 'lunch'],
    ['полдень', 'noon'],
    ['полночь', 'midnight'],
  ]),
  led('к', [
    ['утру', 'morning'],
    ['обеду', 'lunch'],
    ['полудню', 'noon'],
    ['вечеру', 'evening'],
    ['ночи', 'night'],
    ['полуночи', 'midnight'],
  ]),
  led('до', [
    ['утра', 'morning'],
    ['обеда', 'lunch'],
    ['полудня', 'noon'],
    ['вечера', 'evening'],
    ['ночи', 'night'],
    ['полуночи', 'midnight'],
  ]),
  led('на', [
    ['утро', 'morning'],
    ['вечер', 'evening'],
  ]),
  led('после', [['обеда', 'afternoon']]),
  led('под', [['вечер', 'evening']]),
)

function led(preposition: string, forms: [string, DayPart][]): Reader<DayPart> {
  return after(word(preposition), lookup(table(forms)))
}

/** `завтра на обед`: without a date beside it, where somebody is invited. */
export const atLunch: Reader<DayPart> = led('на', [['обед', 'lunch']])

/** `эту`, `ближайшую`. */
export const thisOne = word('этот эту это этого этой этому этих этом эти')
/** `ближайшую`. */
export const nearest = word(
  'ближайший ближайшую ближайшее ближайшего ближайшей ближайшему ближайшем ближайшие ближайших',
)
/** `следующую`, `след.`. */
export const nextOne = dotted(
  word(
    'следующий следующую следующее следующего следующей следующему следующем следующие следующих ' +
      'след будущий будущую будущее будущего будущей будущему будущем',
  ),
)
