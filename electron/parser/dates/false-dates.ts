import * as english from './grammar/english.ts'
import { bareClock, colonClock, sureClock } from './clock.ts'
import type { Meaning } from './meaning.ts'
import { isAfterMove } from './context-rules.ts'
import { isShow } from './names-of-dates.ts'
import type { Parser } from './grammar/combinators.ts'
import * as p from './grammar/combinators.ts'
import * as russian from './grammar/russian.ts'

const text = (parser: Parser<unknown>, recurring = false): Parser<Meaning> =>
  p.map(parser, () => ({ kind: 'text', recurring }))
const repeated = (parser: Parser<unknown>): Parser<Meaning> =>
  p.map(parser, () => ({ kind: 'text', recurring: true, repeats: true }))
const dash = p.sign('-–—−')

const shortOrFull = p.any(
  russian.shortWeekday,
  russian.weekday.nominative,
  english.weekday,
  english.shortWeekday,
  english.wordWeekday,
)
const listed = p.any(
  shortOrFull,
  russian.weekday.genitive,
  russian.weekday.dative,
  russian.weekday.accusative,
)
const dayNouns = p.word(
  'день дня дней час часа часов неделю недели недель месяц год утро вечер ночь минуту минут сутки выходные выходных ' +
    'day days hour hours week weeks month months year years morning evening night weekend minute minutes quarter',
)
const orClock = p.any(sureClock, bareClock)
const every = p.any<unknown>(
  p.word('каждый каждую каждое каждые каждого каждой every each'),
  p.words('every other'),
  p.seq(p.word('каждый каждую каждое каждые'), p.word('второй вторую второе')),
)

/** What reads like a date and is none: what comes again and again, and names. */
export const falseDates: Parser<Meaning>[] = [
  repeated(
    p.seq(
      every,
      p.optional(p.any<unknown>(p.number(1, 999), russian.countWord)),
      p.any<unknown>(
        dayNouns,
        russian.weekday.nominative,
        russian.weekday.accusative,
        russian.shortWeekday,
        english.weekday,
        english.shortWeekday,
        english.wordWeekday,
      ),
    ),
  ),
  repeated(
    p.seq(
      p.word('по'),
      p.word(
        'понедельникам вторникам средам четвергам пятницам субботам воскресеньям будням выходным утрам вечерам ночам ' +
          'пн вт ср чт пт сб вс',
      ),
    ),
  ),
  repeated(
    p.word('ежедневно еженедельно ежемесячно ежегодно daily weekly monthly yearly hourly weekdays weekends'),
  ),
  // `до 10-го числа каждого месяца`
  repeated(
    p.seq(
      p.optional(p.any(russian.toward, english.toward)),
      p.optional(p.word('the')),
      p.number(1, 31, 1, 2),
      p.optional(
        p.any<unknown>(english.ordinalEnding, p.seq(p.adjacent(dash), p.adjacent(p.word('го е ое ому му')))),
      ),
      p.optional(p.word('числа числу число of')),
      every,
      p.word('месяца месяц month'),
    ),
  ),
  repeated(p.word('mondays tuesdays wednesdays thursdays fridays saturdays sundays')),
  repeated(
    p.seq(
      p.optional(p.word('on at')),
      p.word('mondays tuesdays wednesdays thursdays fridays saturdays sundays weekdays weekends'),
    ),
  ),
  // `в пн и вт`, `on Monday or Tuesday`
  text(p.seq(p.optional(p.any(russian.toward, english.toward)), listed, p.word('и или and or'), listed)),
  text(
    p.where(
      (tokens, at) => !isAfterMove(tokens, at),
      p.seq(shortOrFull, p.any<unknown>(dash, p.word('to through до по')), shortOrFull),
    ),
    true,
  ),
  repeated(
    p.seq(
      p.word('раз'),
      p.word('в'),
      p.optional(p.number(1, 999)),
      p.word('день дня дней неделю недели недель месяц месяца месяцев год года лет час часа часов'),
    ),
  ),
  text(
    p.seq(
      p.optional(p.word('в на')),
      p.word('среда среду среды'),
      p.word('для разработки обитания исполнения тестирования выполнения программирования'),
    ),
  ),
  text(p.seq(russian.dayPart, p.word('и или'), russian.dayPart)),
  text(p.seq(p.word('с'), p.word('утра'), p.word('до'), p.word('вечера ночи'))),
  text(p.seq(p.number(24, 24, 2), p.adjacent(p.sign('/')), p.adjacent(p.number(7, 7)))),
  text(
    p.seq(p.word('black good cyber giving casual fat ash palm easter super bloody holy'), english.weekday),
  ),
  text(p.seq(english.weekday, p.word('times roast blues'))),
  text(p.where(isShow, p.seq(english.weekday, p.word('night morning evening afternoon')))),
  text(p.words('high noon')),
  text(p.word('yesterday вчера позавчера'), true),
  text(p.seq(p.words('в ночь на'), russian.weekday.accusative)),
  text(
    p.seq(
      p.words('в ночь с'),
      russian.weekday.genitive,
      p.optional(p.seq(p.word('на'), russian.weekday.accusative)),
    ),
  ),
  text(p.seq(p.word('today tonight'), p.word('show'))),
  text(
    p.seq(
      p.word('пятница'),
      p.optional(p.sign(',')),
      p.number(13, 13),
      p.optional(p.seq(p.adjacent(p.sign('-')), p.adjacent(p.word('е ое')))),
    ),
  ),
  // `8 am or 9 am?`, `в 9 или в 10`
  text(
    p.seq(
      p.optional(p.word('в at к by')),
      orClock,
      p.word('или or'),
      p.optional(p.word('в at к by')),
      orClock,
    ),
  ),
  // `At the end of the day it is fine`
  text(
    p.seq(
      p.words('at the end of the day'),
      p.any<unknown>(p.sign(','), p.word('it we i you he she they this that')),
    ),
  ),
  // `Пятница — день тяжёлый`
  text(
    p.seq(
      p.any(russian.weekday.nominative, english.weekday),
      p.any<unknown>(dash, p.word('is was это')),
      p.optional(p.word('a the это')),
      p.word('день time new day'),
    ),
  ),
  text(p.words('днем рождения')),
  text(p.seq(p.word('john luke mark matthew psalm psalms genesis romans'), colonClock)),
]
