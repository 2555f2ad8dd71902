import { expect, test } from 'vitest'
import { matchNames } from '../../../../electron/parser/names/match-names.ts'
import { finish } from '../../../../electron/parser/names/in-steps.ts'
import { buildNameIndex } from '../../../../electron/parser/names/name-index.ts'

/** Whom a typed name fits among these. */
const among = (typed: string, ...names: string[]) =>
  matchNames(finish(buildNameIndex(names.map((name, id) => ({ id, name })))), typed).map(({ name }) => name)

test.each([
  ['ANNA', 'Anna Petrova'],
  ['petrova', 'Anna Petrova'],
  ['anna.petrova', 'Anna Petrova'],
  ['petrova_anna', 'Anna Petrova'],
  ['a.petr', 'Anna Petrova'],
  ['anna pet', 'Anna Petrova'],
  ['фёдор', 'Федор Лосев'],
  ['федор', 'Фёдор Лосев'],
  ['jose', 'José Núñez'],
  ['nuñez', 'Jose Nunez'],
  ['lodz', 'Łódź'],
  ['strasse', 'Straße'],
  ['мария', 'Анна-Мария Вебер'],
  ["o'brien", 'Pat O’Brien'],
  ['сергеи', 'Сергей Иванов'],
])('%s is %s', (typed, name) => {
  expect(among(typed, 'Zed Zorro', name)).toEqual([name])
})

test.each([
  ['fyyf', 'Анна Петрова'],
  ['gtnhjdf', 'Анна Петрова'],
  ['ощрт', 'John Carter'],
  ['kt,', 'Леб'],
])('%s is %s on the other keyboard layout', (typed, name) => {
  expect(among(typed, 'Zed Zorro', name)).toEqual([name])
})

test.each([
  ...['yulia', 'Yuliya', 'julia', 'Iuliia', 'Julija'].map((typed) => [typed, 'Юлия Кац']),
  ...['shchukin', 'Schukin'].map((typed) => [typed, 'Олег Щукин']),
  ...['khabarov', 'Habarov'].map((typed) => [typed, 'Олег Хабаров']),
  ...['dmitry', 'Dmitri', 'dmitriy', 'Dmitrij', 'Dmitrii'].map((typed) => [typed, 'Дмитрий Ким']),
  ...['sergey', 'Sergei', 'sergej'].map((typed) => [typed, 'Сергей Ким']),
  ...['fedor', 'fyodor'].map((typed) => [typed, 'Фёдор Ким']),
  ...['alexey', 'aleksei', 'Alexej'].map((typed) => [typed, 'Алексей Ким']),
  ...['alexander', 'Aleksandr'].map((typed) => [typed, 'Александр Ким']),
  ...['evgeny', 'Yevgeniy', 'Evgenii'].map((typed) => [typed, 'Евгений Ким']),
  ...['natalya', "Natal'ya", 'Natalia'].map((typed) => [typed, 'Наталья Ким']),
  ...['zhanna', 'tsoi_zhanna'].map((typed) => [typed, 'Жанна Цой']),
  ...['анна', 'анна.шмидт', 'ан'].map((typed) => [typed, 'Anna Schmidt']),
  ...['джон', 'джонсон', 'john'].map((typed) => [typed, 'John Johnson']),
  ...['виктор', 'викт'].map((typed) => [typed, 'Victor Nickels']),
])('%s is how %s sounds', (typed, name) => {
  expect(among(typed, 'Rob Rohde', name)).toEqual([name])
})

test.each([
  ...['анне', 'анну', 'анной', 'анны', 'петровой', 'Анне Петровой'].map((typed) => [typed, 'Анна Петрова']),
  ...['дмитрию', 'дмитрия', 'орлову', 'орловым'].map((typed) => [typed, 'Дмитрий Орлов']),
  ...['сергею', 'сергеем', 'горького', 'горькому'].map((typed) => [typed, 'Сергей Горький']),
  ...['павлу', 'павла', 'льву'].map((typed) => [typed, 'Павел Лев']),
  ...['марии', 'марию', 'ильёй'].map((typed) => [typed, 'Мария Илья']),
  ...['игорю', 'игоря', 'любови'].map((typed) => [typed, 'Игорь Любовь']),
  ...['переезду', 'переезду офиса'].map((typed) => [typed, 'Переезд офиса']),
  ...['неделя', 'неделю'].map((typed) => [typed, 'На неделе']),
  ...['приложению', 'мобильного', 'мобильному приложению'].map((typed) => [typed, 'Мобильное приложение']),
])('%s is a case of %s', (typed, name) => {
  expect(among(typed, 'Zed Zorro', name)).toEqual([name])
})

test.each([
  ['anna', ['Anna Petrova', 'Annabel Lee']],
  ['marketing', ['Marketing', 'Marketing 2027']],
  ['ким', ['Наталья Ким', 'Кимберли Джонс']],
  ['ann', ['Anna Petrova', 'Lee Anne']],
  ['анна', ['Анна Петрова', 'Anna Schmidt']],
  ['fyyf', ['Анна Петрова', 'Anna Schmidt']],
  ['петровой', ['Анна Петрова', 'Пётр Петров']],
  ['александра', ['Александра Ким', 'Александр Ким']],
])('%s fits the first of %j better', (typed, names) => {
  expect(among(typed, ...names)).toEqual([names[0]])
  expect(among(typed, ...names.toReversed())).toEqual([names[0]])
})

test.each([
  ['anna', ['Anna Petrova', 'Anna Schmidt']],
  ['ann', ['Anna Petrova', 'Annabel Lee']],
  ['петрову', ['Анна Петрова', 'Пётр Петров']],
])('%s fits %j equally well', (typed, names) => {
  expect(among(typed, ...names)).toEqual(names)
})

test.each(['', '.', 'nna', 'qqqqq', 'anna petrova junior', 'ь', '😀', '\ud800'])(
  '%s fits nobody',
  (typed) => {
    expect(among(typed, 'Anna Petrova', 'Ким Кац')).toEqual([])
  },
)
