import type { Parser } from './combinators.ts'
import * as p from './combinators.ts'
import type { DayPart } from '../meaning.ts'

const list = (forms: string) => forms.split(' ')
const numbered = (forms: readonly string[]) =>
  p.table(forms.flatMap((form, index) => form.split('|').map((one) => [one, index + 1] as const)))

/** `к`, `до`, `не позднее` … before a date. */
export const toward: Parser<unknown> = p.any<unknown>(
  p.word('в во к ко до на'),
  p.seq(p.word('не'), p.word('позднее позже ранее')),
)

/** A weekday by its case, 1 is Monday: `среда`, `среды`, `среде`, `среду`. */
export const weekday = {
  nominative: p.lookup(numbered(list('понедельник вторник среда четверг пятница суббота воскресенье'))),
  genitive: p.lookup(numbered(list('понедельника вторника среды четверга пятницы субботы воскресенья'))),
  dative: p.lookup(numbered(list('понедельнику вторнику среде четвергу пятнице субботе воскресенью'))),
  accusative: p.lookup(numbered(list('понедельник вторник среду четверг пятницу субботу воскресенье'))),
}

/** `пн`, `пн.`: 1 is Monday. */
export const shortWeekday: Parser<number> = p.dotted(
  p.lookup(numbered(list('пн|пнд вт|втр ср|срд чт|чтв пт|птн|пятн сб|сбт|субб вс|вск|воскр'))),
)

const monthForms = list(
  'январ|янв феврал|февр|фев март|мар апрел|апр ма|май июн июл август|авг сентябр|сент|сен октябр|окт ноябр|нояб|ноя декабр|дек',
)

/** `мая`, `дек`, `дек.`: a month after a day of it. */
export const monthOfDay: Parser<number> = p.dotted(
  p.lookup(
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
export const hourWord: Parser<number> = p.lookup(p.table(cardinals.slice(1)))

/** A number of hours, days, weeks: `два`, `пару`, `двадцать`. */
export const countWord: Parser<number> = p.lookup(
  p.table([
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
export const dayWord: Parser<number> = p.any(
  p.lookup(ordinals),
  p.map(
    p.seq(p.lookup(p.table([['двадцать', 20] as const, ['тридцать', 30] as const])), p.lookup(ordinals)),
    ([tens, ones]) => (ones < 10 ? tens + ones : null),
  ),
)

/** `ключи отдать тридцатого`, `двадцать пятому`: as one says when, and not which. */
export const dayInWords: Parser<number> = p.where((tokens, at) => {
  const form = tokens[at]?.text ?? ''
  return at > 0 && (/[ое]го$/.test(form) || /^(двадцать|тридцать)$/.test(form))
}, dayWord)

const hourOrdinals = [...ordinals].filter(([form, hour]) => hour <= 12 && /[ое]го$/.test(form))

/** `шестого` in `четверть шестого`: the hour that has begun. */
export const begunHour: Parser<number> = p.lookup(new Map(hourOrdinals))

/** The hour that is half over: 6 of `полшестого`. */
export const halfOfHour: Parser<number> = p.any(
  p.lookup(new Map(hourOrdinals.map(([form, hour]) => [`пол${form}`, hour] as const))),
  p.after(
    p.any<unknown>(p.word('пол половине половина половину'), p.seq(p.word('пол'), p.adjacent(p.sign('-')))),
    p.lookup(new Map(hourOrdinals)),
  ),
  // `в пол 11`
  p.after(p.word('пол'), p.number(1, 12)),
)

/** `утра`, `дня`, `вечера`, `ночи` after an hour. */
export const halfOfDay: Parser<DayPart> = p.lookup(
  p.table<DayPart>([
    ['утра', 'morning'],
    ['дня', 'afternoon'],
    ['вечера', 'evening'],
    ['ночи', 'night'],
  ]),
)

/** `утром`, `к вечеру`, `в обед`, `после обеда`. */
export const dayPart: Parser<DayPart> = p.any<DayPart>(
  p.lookup(
    p.table<DayPart>([
      ['утром', 'morning'],
      ['днем', 'afternoon'],
      ['вечером вечерком', 'evening'],
      ['ночью', 'night'],
    ]),
  ),
  led('с', [['утра утречка', 'morning']]),
  p.constant(p.any<unknown>(p.words('с самого утра'), p.words('рано утром')), 'morning'),
  p.constant(p.words('поздно вечером'), 'night'),
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

function led(preposition: string, forms: [string, DayPart][]): Parser<DayPart> {
  return p.after(p.word(preposition), p.lookup(p.table(forms)))
}

/** `завтра на обед`: without a date beside it, where somebody is invited. */
export const atLunch: Parser<DayPart> = led('на', [['обед', 'lunch']])

/** `эту`, `ближайшую`. */
export const thisOne = p.word('этот эту это этого этой этому этих этом эти')
/** `ближайшую`. */
export const nearest = p.word(
  'ближайший ближайшую ближайшее ближайшего ближайшей ближайшему ближайшем ближайшие ближайших',
)
/** `следующую`, `след.`. */
export const nextOne = p.dotted(
  p.word(
    'следующий следующую следующее следующего следующей следующему следующем следующие следующих ' +
      'след будущий будущую будущее будущего будущей будущему будущем',
  ),
)
