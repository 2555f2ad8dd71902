import { caseKeys } from './declension.ts'

// What a full name is shortened to, and by its side all that it may stand for.
const table = `
саша александр александра; саня александр; шура александр александра; алекс александр алексей; леша алексей; алеша алексей
дима дмитрий; митя дмитрий; миша михаил; коля николай; вова владимир; володя владимир; ваня иван; петя петр; паша павел
женя евгений евгения; сережа сергей; серега сергей; андрюша андрей; антоха антон; костя константин; леня леонид; лева лев
гена геннадий; гоша георгий игорь; жора георгий; юра юрий; вася василий; витя виктор; валера валерий валерия; слава вячеслав ярослав станислав владислав
стас станислав; влад владислав владлен; макс максим; рома роман; руся руслан; тема артем; артемка артем; степа степан; федя федор; гриша григорий
боря борис; толя анатолий; эдик эдуард; никита никита; кирюша кирилл; илюша илья; егорка егор; тимоша тимофей; сеня семен арсений; даня даниил данила
катя екатерина; маша мария; мари мария; лена елена; аня анна; анюта анна; нюра анна; таня татьяна; наташа наталья наталия; оля ольга; юля юлия; ира ирина
света светлана; настя анастасия; ася анастасия анна; даша дарья; ксюша ксения; люда людмила; мила людмила милана; галя галина; надя надежда; вера вероника вера
вика виктория; лиза елизавета; соня софия софья; поля полина; люба любовь; лариска лариса; лара лариса; рита маргарита; аля алина александра алла; кристи кристина
тоня антонина; валя валентина валентин; нина нина; зина зинаида; тома тамара; ника вероника; инна инна; лида лидия; женечка евгения; алена елена; леся олеся
bill william; will william; billy william; bob robert; rob robert; bobby robert; dick richard; rick richard; jim james; jimmy james; jack john; johnny john
mike michael михаил; mick michael; tom thomas; tommy thomas; tony anthony; dave david; dan daniel; danny daniel; joe joseph; ed edward edmund; ted edward theodore
steve steven stephen; chris christopher christine christina; matt matthew; nick nicholas nicolas николай; andy andrew андрей; drew andrew; alex alexander alexandra александр александра алексей; sam samuel samantha
ben benjamin; greg gregory; jeff jeffrey; ken kenneth; larry lawrence; pete peter петр; phil philip phillip; ron ronald; charlie charles; chuck charles; harry harold henry; fred frederick
kate katherine catherine екатерина; katie katherine catherine екатерина; kathy katherine kathleen; cathy catherine; liz elizabeth; beth elizabeth; betty elizabeth; lizzy elizabeth; meg margaret; peggy margaret; maggie margaret
sue susan; suzy susan; jen jennifer; jenny jennifer; becky rebecca; vicky victoria; pam pamela; patty patricia; pat patrick patricia; debbie deborah; cindy cynthia; abby abigail; mandy amanda; nat natalie nathan наталья; jess jessica`

const fullNames = new Map(
  table
    .split(/[;\n]/)
    .map((row) => row.trim().split(' '))
    .flatMap(([short = '', ...full]) => (short === '' ? [] : [[short, full] as const])),
)

// `Диме`, `Катю`: the short form in another case.
const byCase = new Map<string, Set<string>>()
for (const short of fullNames.keys()) {
  for (const key of caseKeys(short)) byCase.set(key, (byCase.get(key) ?? new Set()).add(short))
}

/** The full names that a folded short one may stand for, in any case: `диме` → `дмитрий`, `bob` → `robert`; empty for none. */
export function fullNamesOf(word: string): readonly string[] {
  const known = fullNames.get(word)
  if (known) return known
  const shorts = new Set(caseKeys(word).flatMap((key) => [...(byCase.get(key) ?? [])]))
  return [...shorts].flatMap((short) => fullNames.get(short) ?? [])
}
