import { describe, expect, test } from 'vitest'
import { read, rowsOf } from './table.ts'

const kinds: Record<string, string> = {
  'brackets and dividers around a date go with it': String.raw`
Согласовать претензию 8 декабря (вторник) => Согласовать претензию | 2026-12-08 19:00
Согласовать (вторник) 8 декабря договор => Согласовать договор | 2026-12-08 19:00
Sign the claim Dec 8 (Tuesday) => Sign the claim | 2026-12-08 19:00
Отчёт [завтра] => Отчёт | 2026-11-26 19:00
Report {tomorrow} for Ian => Report for Ian | 2026-11-26 19:00
завтра | позвонить => позвонить | 2026-11-26 19:00
Отчёт / пятница => Отчёт | 2026-11-27 19:00
Call Ian → tomorrow => Call Ian | 2026-11-26 19:00
tomorrow → call Ian => call Ian | 2026-11-26 19:00
Звонок (клиенту) завтра => Звонок (клиенту) | 2026-11-26 19:00
и/или решить завтра => и/или решить | 2026-11-26 19:00`,
  'a bare pair of numbers is a range of hours only of a day or a meeting': `
rate vendors from 1 to 10 => =
оценить с 1 до 10 => =
pages between 3 and 7 => =
страницы с 3 до 7 => =
перевести главы с 2 до 5 => =
score ideas from 1 to 5 => =
созвон с 10 до 12 => созвон | 2026-11-26 10:00 … 2026-11-26 12:00
call from 2 to 3 => call | 2026-11-25 14:00 … 2026-11-25 15:00
завтра отчёт с 10 до 12 => отчёт | 2026-11-26 10:00 … 2026-11-26 12:00
review from 10 to 12 tomorrow => review | 2026-11-26 10:00 … 2026-11-26 12:00
замер с 14 до 16 часов => замер | 2026-11-25 14:00 … 2026-11-25 16:00
paint from 3pm to 5pm => paint | 2026-11-25 15:00 … 2026-11-25 17:00
погрузка с 11:00 до 12:00 => погрузка | 2026-11-25 11:00 … 2026-11-25 12:00`,
  'a code, a version or a measure is no date': `
ОКВЭД 10.11 => =
Ubuntu 22.04 → 24.04 => =
счёт 10.11 => =
ГОСТ 12.10 проверить => =
артикул 11.12 заказать => =
firmware 10.12 => =
patch 11.10 => =
render in 3D => =
умножить на 5 => =
division by 0 => =
divide by 5 => =
±10.12 => =
отчёт 10.12 => отчёт | 2026-12-10 19:00
report in 3 days => report | 2026-11-28 19:00
отчёт через 3д => отчёт | 2026-11-28 19:00`,
  'a name that holds a date word stays a name': `
USA Today article => =
pitch to USA Today => =
Friday Night Lights => =
Watch Saturday Night Live => =
1 May Street => =
visit 8 March Avenue => =
EOD report template => =
смотреть фильм Послезавтра => =
send report EOD => send report | 2026-11-25 19:00
call mom Friday night => call mom | 2026-11-27 22:00
email Ian Today => email Ian | 2026-11-25 19:00
rent paid 1 May => rent paid | 2027-05-01 19:00`,
  'every kind of quotes protects': `
read “Due Friday” by Ian => =
прочитать „Завтра“ => =
прочитать «Завтра» => =
спеть “Yesterday” завтра => спеть “Yesterday” | 2026-11-26 19:00
@“Анна Кузнецова” отчёт => отчёт | @Анна Кузнецова`,
  'letters on the keys of signs belong to a name in the other layout': String.raw`
@;erjdf отчёт => отчёт | @Екатерина Жукова
@th;fy => @th;fy | ?@th;fy
/d[jl отчёт => отчёт | /Вход
@${'`'}krbyf отчёт => отчёт | @Юлия Ёлкина
+j,]trn отчёт => отчёт | +Объект Юг
/.gitignore => =
@alan,call => call | @Alan Todd`,
  'an emoji is a border of words': `
📅завтра 15:00 => 📅 | 2026-11-26 15:00
завтра🔥 => 🔥 | 2026-11-26 19:00
call Ian tomorrow👍 => call Ian 👍 | 2026-11-26 19:00
🚀@alan ship => 🚀 ship | @Alan Todd
отчёт 👨‍👩‍👧завтра => отчёт 👨‍👩‍👧 | 2026-11-26 19:00`,
  'a backslash is taken away only before a sign': String.raw`
папка \\srv01\docs => =
\\server\share\x => =
C:\Temp\#отчёт => =
открыть D:\work\@new\~45m => =
a \\ b => =
\#tag => #tag
regex \d+ \w+ => =`,
  'a weekday is counted from another': `
demo a week on Friday => demo | 2026-12-04 19:00
demo Friday week => demo | 2026-12-04 19:00
demo a week from Monday => demo | 2026-12-07 19:00
демо через неделю в среду => демо | 2026-12-02 19:00
демо недели через две => демо | 2026-12-09 19:00
демо дня через три => демо | 2026-11-28 19:00
демо минут через 20 => демо | 2026-11-25 10:20
board first Monday of December => board | 2026-12-07 19:00
board on the last Friday of the month => board | 2026-11-27 19:00
совет в последнюю пятницу месяца => совет | 2026-11-27 19:00
совет последняя пятница месяца => совет | 2026-11-27 19:00
совет в первый понедельник декабря => совет | 2026-12-07 19:00
план в начале декабря => план | 2026-12-01 19:00
план в середине января => план | 2027-01-15 19:00
plan at the beginning of December => plan | 2026-12-01 19:00
plan mid-December => plan | 2026-12-15 19:00
план в начале следующей недели => план | 2026-11-30 19:00`,
  'a sign and a time': `
lunch @ noon => lunch | 2026-11-25 12:00
sync @3pm => sync | 2026-11-25 15:00
sync @ 3pm => sync | 2026-11-25 15:00
sync @15:30 tomorrow => sync | 2026-11-26 15:30
demo 15h => demo | 2026-11-25 15:00
meet at 1500 => meet | 2026-11-25 15:00
meet at 1984 => =
завтра15:00 созвон => созвон | 2026-11-26 15:00
call tomorrow15:00 => call | 2026-11-26 15:00
отчёт ~1:30 => отчёт | ~90
отчёт ~ 30 мин => отчёт | ~30
report ~ 45m => report | ~45
~100м кабеля => =
~20m of cable => =
~45м отчёт => отчёт | ~45`,
  'names of several words, run together, shortened, in the letters of neighbours': `
@Анна Кузнецова отчёт => отчёт | @Анна Кузнецова
@Анне Кузнецовой отчёт => отчёт | @Анна Кузнецова
@АннаКузнецова отчёт => отчёт | @Анна Кузнецова
@абилов отчёт => отчёт | @Тимур Әбілов
@Дима отчёт => отчёт | @Дмитрий Соколов
@Кате отчёт => отчёт | @Екатерина Жукова
@Bill call => call | @William Stone
@Саша отчёт => @Саша отчёт | ?@Саша
@Саша Белов отчёт => отчёт | @Александр Белов
+Сайт компании запустить => запустить | +Сайт компании
+Сайт запустить => запустить | +Сайт
+New site launch => launch | +New site
/на этой неделе отчёт => отчёт | /На этой неделе
+crm to launch => to launch | +CRM
@me отчёт => отчёт | @Дмитрий Соколов
@я отчёт => отчёт | @Дмитрий Соколов`,
  'a person who is not meant is not chosen': `
@Анна Петрова согласовать договор => @Анна Петрова согласовать договор | ?@Анна
@Ivan Sidorov call => @Ivan Sidorov call | ?@Ivan
@Анна согласовать договор => согласовать договор | @Анна Кузнецова
@Анна Согласовать договор => Согласовать договор | @Анна Кузнецова
@Ivan Call the bank => Call the bank | @Ivan Petrov
cc @all завтра => cc @all | 2026-11-26 19:00 | ?@all
@все на собрание => @все на собрание | ?@все
ask @here => ask @here | ?@here
ping @team => ping @team | ?@team
@Al call => @Al call | ?@Al
@кузн отчёт => @кузн отчёт | ?@кузн
@filip call => @filip call | ?@filip
@boris call => call | @Борис Смирнов`,
  'the week ends with its last working day': `
отчёт до конца недели => отчёт | 2026-11-27 19:00
report EOW => report | 2026-11-27 19:00
report next wk => report | 2026-12-04 19:00
отчёт на следующей неделе => отчёт | 2026-12-04 19:00
убрать на выходных => убрать | 2026-11-28 19:00
clean this weekend => clean | 2026-11-28 19:00
сдать до выходных => сдать | 2026-11-27 19:00`,
  'a time beside a day that is misspelt waits for the day': `
позвонить зватра в 15:00 => =
call Ian tommorow at 3pm => =
позвонить пфднхф в 15:00 => позвонить пфднхф | 2026-11-25 15:00
позвонить завтра в 15:00 => позвонить | 2026-11-26 15:00`,
  'a night between two days is text': `
дежурство в ночь с пятницы на субботу => =
дежурство в ночь на субботу => =
дежурство в ночь с пятницы => =
дежурство в пятницу ночью => дежурство | 2026-11-27 22:00`,
  'a weekday written whole may follow a number': `
ship release 3.14 Thursday evening => ship release 3.14 | 2026-11-26 19:00
закрыть заказ 4521 четверг вечером => закрыть заказ 4521 | 2026-11-26 19:00
лампа 60 Вт => =
лампа 60 Вт вечером => лампа 60 Вт | 2026-11-25 19:00`,
  'the end of the week in letters is a date behind what is due, and a name before it': `
EOW report => =
EOW report template => =
EOW: report => report | 2026-11-27 19:00
report EOW => report | 2026-11-27 19:00
report by EOW => report | 2026-11-27 19:00
EOM close => =`,
  'a day that passed within a month is a year away, and says so': `
больничный с 20 по 24 ноября => больничный | 2027-11-20 09:00 … 2027-11-24 19:00 | year-away
отпуск с 20 по 30 ноября => отпуск | 2026-11-20 09:00 … 2026-11-30 19:00
до 24 ноября сдать => сдать | 2027-11-24 19:00 | year-away
report by Nov 20 => report | 2027-11-20 19:00 | year-away
отчёт 24.11 => отчёт | 2027-11-24 19:00 | year-away
до 24 ноября 2027 сдать => сдать | 2027-11-24 19:00
до 20 октября сдать => сдать | 2027-10-20 19:00
до 26 ноября сдать => сдать | 2026-11-26 19:00`,
  'a word behind a date that belongs to it goes with it': `
завтра же написать Олегу => написать Олегу | 2026-11-26 19:00
созвон в 9 ровно => созвон | 2026-11-26 09:00
at 9 sharp open the doors => open the doors | 2026-11-26 09:00
сдать до среды максимум => сдать | 2026-12-02 19:00
ship by Friday at the latest => ship | 2026-11-27 19:00
ship by Friday latest version => ship latest version | 2026-11-27 19:00
сдать до пятницы или раньше => сдать | 2026-11-27 19:00`,
  'when something was is not when it is due': `
акт подписан 20 ноября => =
должен быть оплачен 5 декабря => должен быть оплачен | 2026-12-05 19:00
счёт выставлен до 5 декабря => счёт выставлен | 2026-12-05 19:00
Invoice dated Nov 20 => =
выгрузка за период с 1 по 15 ноября => =
report for the period from 1 to 15 Nov => =
дежурство на период с 1 по 5 декабря => дежурство на период | 2026-12-01 09:00 … 2026-12-05 19:00`,
  'short forms, ordinals and halves as they are said': `
через часок набрать => набрать | 2026-11-25 11:00
через пару часиков набрать => набрать | 2026-11-25 12:00
через денек позвонить => позвонить | 2026-11-27 19:00
через месяцок проверить => проверить | 2026-12-25 19:00
касса до 12 дня => касса | 2026-11-25 12:00
касса до 3 дней => =
созвон в пол 11 => созвон | 2026-11-25 10:30
ключи отдать тридцатого => ключи отдать | 2026-11-30 19:00
занял место второго => занял место | 2026-12-02 19:00
место для второго => =
ответить в течение суток => ответить | 2026-11-26 19:00`,
  'a weekday before a clock is one behind a number, too': `
Flight 1447 Sat 07:05 => Flight 1447 | 2026-11-28 07:05
рейс 1447 сб 07:05 => рейс 1447 | 2026-11-28 07:05
лампа 60 Вт => =`,
  'a version of software, an error, a timeout is no date': `
Обновить прошивку до 4.12 => =
обновить драйвер до 5.10 => =
обновить цены до 4.12 => обновить цены | 2026-12-04 19:00
ошибка 10:15 в логе => =
Timeout in 30 min => =
таймаут через 30 минут => =
Понедельник — день тяжёлый => =
Friday is a day for mending => =
Перейти на тариф 10.11 => =`,
  'times as they are said, and one that is left open': `
длится около 5 часов => =
созвон часа в три => созвон | 2026-11-25 15:00
принимать 2 часа в день => =
выезд в четверть шестого => выезд | 2026-11-25 17:15
8 am or 9 am start? => =
созвон в 9 или в 10? => =
pay on the last day of the month => pay | 2026-11-30 19:00
сдать в последний день месяца => сдать | 2026-11-30 19:00
Sunday 29th charity run => charity run | 2026-11-29 19:00
Sunday 30th charity run => =
At the end of the day it is fine => =
Send it at the end of the day => Send it | 2026-11-25 19:00`,
  'what parted a sign from the rest goes with it': `
+сайт. добавить форму => добавить форму | +Сайт
+сайт: добавить форму => добавить форму | +Сайт
@alan! call back => call back | @Alan Todd`,
  'a surname in small letters contradicts as well': `
@дмитрий иванов проверить => @дмитрий иванов проверить | ?@дмитрий
@дмитрий соколов проверить => проверить | @Дмитрий Соколов
@дмитрий проверить договор => проверить договор | @Дмитрий Соколов
@kate call the bank => call the bank | @Екатерина Жукова`,
}

for (const [kind, table] of Object.entries(kinds)) {
  describe(kind, () => {
    test.each(rowsOf(table))('%s', (typed, expected) => {
      expect(read(typed)).toBe(expected)
    })
  })
}

const evening = { now: new Date('2026-11-25T21:30:00+03:00') }
test.each(
  rowsOf(`
отчёт сегодня => отчёт | 2026-11-25 23:59 | late
call Ian tonight => call Ian | 2026-11-25 23:59 | late
отчёт до конца дня => отчёт | 2026-11-25 23:59 | late
report by EOD => report | 2026-11-25 23:59 | late
сегодня в 9 отчёт => отчёт | 2026-11-25 23:59 | late
сегодня в 10 отчёт => отчёт | 2026-11-25 22:00
сегодня в 22:30 отчёт => отчёт | 2026-11-25 22:30
отчёт завтра => отчёт | 2026-11-26 19:00`),
)('in the evening nothing is overdue at birth: %s', (typed, expected) => {
  expect(read(typed, evening)).toBe(expected)
})

const yekaterinburg = { now: new Date('2026-11-25T09:00:00+05:00'), zone: 'Asia/Yekaterinburg' }
test.each(
  rowsOf(`
созвон завтра в 15:00 мск => созвон | 2026-11-26 17:00 | zone
созвон завтра 15:00 (МСК) => созвон | 2026-11-26 17:00 | zone
созвон завтра в 15:00 по Москве => созвон | 2026-11-26 17:00 | zone
call tomorrow 3pm UTC+3 => call | 2026-11-26 17:00 | zone
call tomorrow 3pm GMT-5 => call | 2026-11-27 01:00 | zone
созвон завтра 10-12 мск => созвон | 2026-11-26 12:00 … 2026-11-26 14:00 | zone
call tomorrow 3pm UTC+5 => call | 2026-11-26 15:00
call tomorrow 3pm EST => call 3pm EST | 2026-11-26 19:00
созвон завтра в 15:00 по Омску => созвон в 15:00 по Омску | 2026-11-26 19:00
отчёт мск завтра => отчёт мск | 2026-11-26 19:00`),
)('a zone in words is converted, or its time stays text: %s', (typed, expected) => {
  expect(read(typed, yekaterinburg)).toBe(expected)
})

test('the days that are worked can be others', () => {
  expect(read('отчёт до конца недели', { workdays: [7, 1, 2, 3, 4] })).toBe('отчёт | 2026-11-29 19:00')
  expect(read('report by end of week', { workdays: [1, 2, 3, 4] })).toBe('report | 2026-11-26 19:00')
})
