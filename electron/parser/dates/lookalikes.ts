import * as english from './grammar/english.ts'
import { colonClock } from './clock.ts'
import type { Meaning } from './meaning.ts'
import { any, glued, made, maybe, number, seq, sign, word, words, type Reader } from './grammar/reader.ts'
import * as russian from './grammar/russian.ts'

const text = (reader: Reader<unknown>, recurring = false): Reader<Meaning> =>
  made(reader, () => ({ kind: 'text', recurring }))
const dash = sign('-–—−')

const shortOrFull = any(
  russian.shortWeekday,
  russian.weekday.nominative,
  english.weekday,
  english.shortWeekday,
  english.wordWeekday,
)
const listed = any(shortOrFull, russian.weekday.genitive, russian.weekday.dative, russian.weekday.accusative)
const dayNouns = word(
  'день дня дней час часа часов неделю недели недель месяц год утро вечер ночь минуту минут сутки выходные выходных ' +
    'day days hour hours week weeks month months year years morning evening night weekend minute minutes quarter',
)
const every = any<unknown>(
  word('каждый каждую каждое каждые каждого каждой every each'),
  words('every other'),
  seq(word('каждый каждую каждое каждые'), word('второй вторую второе')),
)

/** What reads like a date and is none: what comes again and again, and names. */
export const lookalikes: Reader<Meaning>[] = [
  text(
    seq(
      every,
      maybe(any<unknown>(number(1, 999), russian.countWord)),
      any<unknown>(
        dayNouns,
        russian.weekday.nominative,
        russian.weekday.accusative,
        russian.shortWeekday,
        english.weekday,
        english.shortWeekday,
        english.wordWeekday,
      ),
    ),
    true,
  ),
  text(
    seq(
      word('по'),
      word(
        'понедельникам вторникам средам четвергам пятницам субботам воскресеньям будням выходным утрам вечерам ночам ' +
          'пн вт ср чт пт сб вс',
      ),
    ),
    true,
  ),
  text(
    word('ежедневно еженедельно ежемесячно ежегодно daily weekly monthly yearly hourly weekdays weekends'),
    true,
  ),
  // `до 10-го числа каждого месяца`
  text(
    seq(
      maybe(any(russian.toward, english.toward)),
      maybe(word('the')),
      number(1, 31, 1, 2),
      maybe(any<unknown>(english.ordinalEnding, seq(glued(dash), glued(word('го е ое ому му'))))),
      maybe(word('числа числу число of')),
      every,
      word('месяца месяц month'),
    ),
    true,
  ),
  text(word('mondays tuesdays wednesdays thursdays fridays saturdays sundays'), true),
  text(
    seq(
      maybe(word('on at')),
      word('mondays tuesdays wednesdays thursdays fridays saturdays sundays weekdays weekends'),
    ),
    true,
  ),
  // `в пн и вт`, `on Monday or Tuesday`
  text(seq(maybe(any(russian.toward, english.toward)), listed, word('и или and or'), listed)),
  text(seq(shortOrFull, any<unknown>(dash, word('to through до по')), shortOrFull), true),
  text(
    seq(
      word('раз'),
      word('в'),
      maybe(number(1, 999)),
      word('день дня дней неделю недели недель месяц месяца месяцев год года лет час часа часов'),
    ),
    true,
  ),
  text(
    seq(
      maybe(word('в на')),
      word('среда среду среды'),
      word('для разработки обитания исполнения тестирования выполнения программирования'),
    ),
  ),
  text(seq(russian.dayPart, word('и или'), russian.dayPart)),
  text(seq(word('с'), word('утра'), word('до'), word('вечера ночи'))),
  text(seq(number(24, 24, 2), glued(sign('/')), glued(number(7, 7)))),
  text(seq(word('black good cyber giving casual fat ash palm easter super bloody holy'), english.weekday)),
  text(seq(english.weekday, word('times roast blues'))),
  text(words('high noon')),
  text(word('yesterday вчера позавчера'), true),
  text(seq(words('в ночь'), word('на с'), any(russian.weekday.accusative, russian.weekday.genitive))),
  text(seq(word('today tonight'), word('show'))),
  text(
    seq(word('пятница'), maybe(sign(',')), number(13, 13), maybe(seq(glued(sign('-')), glued(word('е ое'))))),
  ),
  text(words('днем рождения')),
  text(seq(word('john luke mark matthew psalm psalms genesis romans'), colonClock)),
]
