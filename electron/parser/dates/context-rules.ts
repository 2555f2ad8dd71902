import type { Token } from './grammar/tokens.ts'

const list = (words: string) => new Set(words.split(' '))

// Before a date these say that it is not when something is due: `отчёт за пятницу`, `договор от 5 мая`, `last Friday`.
const notAfter = list(
  'за про об о обо для после от с со из из-за по над перед между без около раз спустя ' +
    'прошлый прошлую прошлое прошлого прошлой минувшую минувший ул улица улице улицу площадь площади пл ' +
    'например типа вроде as like from since after of about last past previous timeout timeouts таймаут таймаута dated датирован датирована датировано датированный датированная every each the a an per version than vs versus my our his her their its',
)

// After these a number counts, names a version or an amount.
const numbered = list(
  'версия версии версию версией релиз релиза в. п пп пункт пункта пункте пункту раздел раздела разделе глава главы главу ст статья статьи том ' +
    'номер номера строка строки страница стр рис рисунок таблица уровень этап шаг счет счёт счетом тариф тарифа тарифу цена цену цены стоит стоимость сумма сумму курс ' +
    'оценка рейтинг масштаб соотношение вес размер температура температуру пинг ip порт дом кв квартира офис офисе кабинет кабинете каб комната комнате аудитория аудитории ауд палата палате корпус зал билд сборка сборку ' +
    'becomes equals to v ver version versions release build section chapter page step item article clause level grade score rating ratio aspect scale price cost costs total rate ' +
    'ошибка ошибки ошибку код error errors exit http status worth size weight room gate unit flat apt port line figure fig table no nr number ' +
    'задача задаче задачу задачи task tasks episode episodes chapters pages sections items slides rows lines questions серия серии серию эпизод эпизоды ' +
    'страницы слайды строки пункты вопросы маршрут маршруту группа группы ubuntu debian fedora python node ios ipados android macos windows chrome firefox postgres postgresql php java go ruby rails kotlin swift gcc qt ' +
    'оквэд оквэда окпд гост госту госта снип снипу кбк код коду кода артикул артикула арт sku инв патч прошивка прошивку прошивки firmware patch hotfix revision rev iso rfc ' +
    'тнвэд кпс октмо окато билд счёт кат форма формы форме модель модели model фз приказ приказа приказу постановление ' +
    'electron typescript react vue angular django nginx mysql redis docker npm tls usb bluetooth hdmi api sdk',
)
const amountSigns = new Set([
  '±',
  '‰',
  '$',
  '€',
  '£',
  '₽',
  '¥',
  '№',
  '§',
  '#',
  '+',
  '=',
  '<',
  '>',
  '*',
  '×',
  '~',
  '≈',
  '^',
  '%',
  '°',
])

const upgrades = /^(обнов|апгрейд|перейти|перехо|мигрир|upgrad|updat|migrat|downgrad)/
const software =
  /^(прошивк|верси|ядр[оа]|драйвер|плагин|библиотек|сборк|модул|фреймворк|платформ|пакет|клиент)/

/** `Обновить до 2.10`, `upgrade Node to 20.11`: to a version. */
export function isVersionAfter(tokens: readonly Token[], from: number, hasYear: boolean): boolean {
  const before = tokens[from - 1]
  if (
    hasYear ||
    before?.kind !== 'word' ||
    tokens[from + 1]?.kind !== 'number' ||
    tokens[from + 2]?.text !== '.'
  )
    return false
  if (upgrades.test(before.text) || (/^[a-z]/.test(before.text) && numbered.has(before.text))) return true
  return (
    software.test(before.text) &&
    tokens.slice(0, from).some(({ kind, text }) => kind === 'word' && upgrades.test(text))
  )
}

const articles = list('a an the')
const leads = list('at by on before until till due for no в во к ко до на не с')

/** Whether the word before an expression turns it into text; `hasYear`: it is a date that cannot be a version. */
export function isRefusedBefore(tokens: readonly Token[], from: number, hasYear: boolean): boolean {
  const before = beforePeriod(tokens, from)
  const first = tokens[from]
  if (!before || !first) return false
  const isNumber = first.kind === 'number' && !hasYear
  if (before.kind === 'sign') return isNumber && amountSigns.has(before.text)
  if (before.kind !== 'word') return false
  // `HP 12A до среды`: a letter, not an article.
  if (articles.has(before.text) && (leads.has(first.text) || (from > 1 && /[A-Z]$/.test(before.raw))))
    return false
  if (isReportedOn(tokens, from)) return true
  return isDescribed(before, first) || notAfter.has(before.text) || (isNumber && numbered.has(before.text))
}

const isDone =
  /^(?:(?:подписан|выставлен|создан|получен|отправлен|оплачен|заключен|выдан|принят|зарегистрирован|утвержден)[аоы]?|issued|received)$/

/** `акт подписан 20 ноября`, `выгрузка за период с 1 по 15 ноября`: when something was, not when it is due. */
function isReportedOn(tokens: readonly Token[], from: number): boolean {
  const [lead, before, first] = [tokens[from - 2]?.text ?? '', tokens[from - 1]?.text ?? '', tokens[from]]
  if (isDone.test(before)) return !leads.has(first?.text ?? '') && !/^(быть|be)$/.test(lead)
  if (!/^(с|со|from)$/.test(first?.text ?? '')) return false
  return lead === 'за' || (before === 'period' && tokens[from - 3]?.text === 'for')
}

const weekdays = /^(понедельник|вторник|среда|четверг|пятница|суббота|воскресенье)$/

// `Чёрная пятница`, `прошлый вторник`: one of another sort.
const isDescribed = (before: Token, from: Token | undefined) =>
  weekdays.test(from?.text ?? '') && /(ая|яя|ый|ий|ое|ее)$/.test(before.text)

// `ул. 8 марта`, `п. 2.10`: the full stop of a short word.
function beforePeriod(tokens: readonly Token[], from: number): Token | undefined {
  const before = tokens[from - 1]
  const word = tokens[from - 2]
  return before?.text === '.' && !before.spaced && word && word.text.length <= 3 ? word : before
}

/** Whether a bare `25.12` may be a date after the word before it; behind `Ubuntu` it is a version. */
export function mayBeDateAfter(tokens: readonly Token[], from: number): boolean {
  const before = tokens[from - 1]
  return before?.kind !== 'word' || !/^[A-Z]/.test(before.raw)
}

const counted =
  /^(раз|раза|руб.*|р|тыс.*|млн|шт.*|кг|г|гр|км|м|см|мм|л|мл|гб|мб|слайд.*|страниц.*|стр|лист.*|человек.*|чел|люд.*|клиент.*|сотрудник.*|участник.*|задач.*|звонк.*|письм.*|пис[еь]м.*|экземпляр.*|копи[йяию]|копиях|класс.*|этаж.*|кабинет.*|комнат.*|процент.*|пункт.*|балл.*|градус.*|вариант.*|позици.*|товар.*|штук.*|мест|место|места|строк.*|част[иьяе].*|доллар.*|евро|лет|people|persons?|guests?|slides?|pages?|items?|copies|clients?|customers?|users?|tasks?|pieces?|pcs|usd|eur|rub|dollars?|euros?|percent|floors?|rooms?|points?|times|kg|km|mb|gb|lines?|rows?|seats?|units?|tickets?|emails|calls|miles?|minutes?|hours?|days?|weeks?|months?|years?)$/

/** `через неделю после отпуска`: so long from something else than now. */
export function isFromElsewhere(tokens: readonly Token[], from: number, to: number): boolean {
  if (!/^(через|спустя|in|within)$/.test(tokens[from]?.text ?? '')) return false
  return (
    /^(после|after|before|of|до)$/.test(tokens[to]?.text ?? '') &&
    !/^(обеда|полудня|lunch)$/.test(tokens[to + 1]?.text ?? '')
  )
}

/** `22.04 → 24.04`: from one version, or price, to another. */
export function isBesideArrow(tokens: readonly Token[], from: number, to: number): boolean {
  const isArrow = (at: number, step: 1 | -1) =>
    /^[→⇒➜]$/.test(tokens[at]?.text ?? '') ||
    (tokens[at]?.text === (step > 0 ? '-' : '>') && tokens[at + step]?.text === (step > 0 ? '>' : '-'))
  if (tokens[to - 1]?.kind !== 'number') return false
  return (
    isArrow(from - 1, -1) ||
    (isArrow(to, 1) && tokens.slice(to, to + 3).some(({ kind }) => kind === 'number'))
  )
}

/** Whether a number is counted by what follows: `10-12 слайдов`, `10 %`. */
export function isCounted(tokens: readonly Token[], to: number): boolean {
  const after = tokens[to]
  if (tokens[to - 1]?.kind !== 'number' || !after) return false
  return after.kind === 'word'
    ? counted.test(after.text)
    : after.kind === 'sign' && amountSigns.has(after.text)
}

const goesOn = list(
  'about with to re regarding for in at if when because so via and then or on by w concerning ' +
    'с со про о об обо у для насчет чтобы чтоб если и а или по',
)
const goesOnAfterNumber = list(
  'about with re regarding w concerning с со про о об обо у для насчет чтобы чтоб по',
)

/** Whether the sentence goes on after an expression with a word that does not belong to it. */
export function goesOnAfter(tokens: readonly Token[], to: number, isNumber: boolean): boolean {
  const after = tokens[to]
  if (after?.kind !== 'word' || tokens[to + 1]?.text === 'половиной') return false
  if (isNumber && after.text === 'to') return tokens[to + 1]?.kind === 'word'
  return (isNumber ? goesOnAfterNumber : goesOn).has(after.text)
}

const verbs = list(
  'call send buy write pay meet check review email book prepare finish fix ask order pick do make clean submit visit read update discuss get ' +
    'go take bring try plan talk reply remind schedule test deploy ship return cancel sign print file order wash water walk start',
)
// `-ть` ends infinitives, and nouns such as these.
const nouns =
  /(ость|асть)$|^(сеть|печать|память|кровать|тетрадь|треть|путь|нефть|мать|нить|ночь|речь|дочь|печь|смерть|пять|шесть|девять|десять|дети|сети|соцсети|части|новости|гости)$/

/** Whether a verb follows that tells what is to be done: `Пятница позвонить Анне`. */
export function isDeed(tokens: readonly Token[], at: number): boolean {
  const after = tokens[at]
  if (after?.kind !== 'word') return false
  return (
    verbs.has(after.text) || (/^.{2,}(ть|ти|чь|ться|тись|чься)$/.test(after.text) && !nouns.test(after.text))
  )
}

/** Whether Russian goes on after what can only be the date of a line that it leads: `25.12 корпоратив`, `пн отчёт`. */
export function leadsRussian(tokens: readonly Token[], to: number): boolean {
  const first = tokens[0]
  const after = tokens[to]
  if (!first || after?.kind !== 'word' || !/^[а-я]/.test(after.text)) return false
  return first.kind === 'number' || first.text === 'с' || /^(пн|вт|чт|пт|сб|вс)$/.test(first.text)
}

/** `СБ`, `SAT` in a line that is not all capitals: a department, an examination. */
export function isAcronym(tokens: readonly Token[], to: number): boolean {
  if (!/^(СБ|ВС|SAT|SUN|WED|MON)$/.test(tokens[to - 1]?.raw ?? '')) return false
  return tokens.some(({ kind, raw }) => kind === 'word' && raw.length > 1 && raw !== raw.toUpperCase())
}

const changes =
  /^(raise|increase|divi|multipl|дели|делен|раздели|умнож|оцени|rate$|rating|decrease|reduce|cut|lower|grow|drop|увелич|подня|повы[сш]|сниз|сниж|сократ|уменьш|вырас)/

/** `Raise by 5`, `поднять с 10 до 12`: by how much, not when. */
export function isAmountOfChange(tokens: readonly Token[], from: number): boolean {
  return tokens.slice(0, from).some(({ kind, text }) => kind === 'word' && changes.test(text))
}

const moves = /^(move|moving|reschedul|postpon|перенес|перенос|сдвин|передвин|переставить)/

/** `Move … to Friday`: whether something is put off before this place. */
export function isAfterMove(tokens: readonly Token[], from: number): boolean {
  return tokens.slice(0, from).some(({ kind, text }) => kind === 'word' && moves.test(text))
}

/** `Move from Monday to Friday`: two dates, not a stretch between them. */
export function isMove(tokens: readonly Token[], from: number): boolean {
  return /^(from|с|со)$/.test(tokens[from]?.text ?? '') && isAfterMove(tokens, from)
}

const lengthNouns =
  /^(минут|минуты|минуту|час|часа|часов|день|дня|дней|недел.*|месяц.*|minutes?|hours?|days?|weeks?|months?)$/

/** `10 минут до 15:00`, `3 days before Friday`: as far from the date as is said. */
export function isCountedBack(tokens: readonly Token[], from: number): boolean {
  if (!/^(до|before|after)$/.test(tokens[from]?.text ?? '')) return false
  return lengthNouns.test(tokens[from - 1]?.text ?? '')
}

const meetings =
  /^(обуч|экзамен|курс|созвон|созван|встре[чт]|совещан|планерк|звон|позвон|перезвон|обзвон|митинг|интервью|собеседован|обед|переговор|презентац|вебинар|тренинг|урок|занят|тренировк|прием|консультац|дежур|смен|вста[тю]|семинар|лекци|стендап|демо|запис|врач|стоматолог|бассейн|call|meet|standup|sync|interview|lunch|demo|workshop|training|session|webinar|lesson|class|shift|appointment|office|dentist|doctor|gym|busy|away)/

/** Whether a word of the line is of a kind that takes hours of a day: `созвон`, `call`. */
export function namesMeeting(tokens: readonly Token[]): boolean {
  return tokens.some(({ kind, text }) => kind === 'word' && meetings.test(text))
}

/** `1.13. Source Code`: the number of a section, where a line begins with it. */
export function isSectionNumber(tokens: readonly Token[], from: number, to: number): boolean {
  return from === 0 && tokens[to - 1]?.kind === 'number' && tokens[to]?.text === '.' && to < tokens.length - 1
}

/** `(1:10)`: a line and a column of a file. */
export function isPlaceInFile(tokens: readonly Token[], from: number, to: number): boolean {
  const isBracketed = tokens[from - 1]?.text === '(' && tokens[to]?.text === ')'
  return isBracketed && tokens[from]?.kind === 'number' && (tokens[from]?.text.length ?? 0) === 1
}

const versioned =
  /^(versions?|верси[яиюй]|node|ecmascript|python|java|php|ios|android|chrome|firefox|safari|electron)$/

/** `versions before 5`: a preposition and a number behind what has versions. */
export function isBeforeVersion(tokens: readonly Token[], from: number): boolean {
  return (
    /^(before|until|till|after|по|до|after)$/.test(tokens[from]?.text ?? '') &&
    tokens[from + 1]?.kind === 'number' &&
    versioned.test(tokens[from - 1]?.text ?? '')
  )
}

/** `as it exists today`, `Today, the library …`: the present time in prose, and no day that something is due. */
export function isPresentTime(tokens: readonly Token[], from: number, to: number): boolean {
  if (tokens[from]?.text !== 'today' || to - from !== 1) return false
  const [subject, verb] = [tokens[from - 2]?.text ?? '', tokens[from - 1]?.text ?? '']
  if (/^(does|do|did|exists?|stands|works|is|are|available|used)$/.test(verb)) return true
  if (/^(you|we|they)$/.test(subject) && /^(use|have|know|see|need|run)$/.test(verb)) return true
  return (
    from === 0 &&
    tokens[to]?.text === ',' &&
    /^(the|a|an|this|it|there|we|you|most|many|our)$/.test(tokens[to + 1]?.text ?? '')
  )
}
