import { withoutDirections } from './directions.ts'

/** The words of a language, by namespaces; sentences are at the leaves. */
export type Tree = { [key: string]: string | Tree }

type PluralForm = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other'
type Context = 'subject'
type Base<Key extends string> = Key extends `${infer Name}_${PluralForm | Context}` ? Name : Key

/** The path of every sentence, with dots; the plural forms of one sentence share their path. */
export type Path<Words> = {
  [Key in keyof Words & string]: Words[Key] extends string ? Base<Key> : `${Key}.${Path<Words[Key]>}`
}[keyof Words & string]

/** What is put into a sentence. `count` picks the plural form, `context` another wording where there is one. */
export type Values = { count?: number; context?: Context } & Record<string, string | number>

/**
 * One sentence in i18next's file format: `{{name}}`, `key_few`, `key_context`. The 16 KB of the library itself would be
 * a third of what the capture page may weigh. Null where the tree has no such sentence.
 */
export function translate(tree: Tree, locale: string, path: string, values: Values = {}): string | null {
  const parts = path.split('.')
  const last = parts.pop() ?? ''
  const branch = parts.reduce<string | Tree | undefined>((at, part) => own(at, part), tree)
  const { count, context } = values
  const keys = [
    ...(context === undefined ? [] : [`${last}_${context}`]),
    ...(count === undefined ? [] : [`${last}_${new Intl.PluralRules(locale).select(count)}`]),
    last,
  ]
  const sentence = keys.map((key) => own(branch, key)).find((found) => found !== undefined)
  return typeof sentence === 'string' ? fill(sentence, values) : null
}

const own = (tree: string | Tree | undefined, key: string) =>
  typeof tree === 'object' && Object.hasOwn(tree, key) ? tree[key] : undefined

// One pass over the sentence, so a value with braces of its own stays as it is.
const fill = (sentence: string, values: Values) =>
  sentence.replace(/\{\{(\w+)\}\}/gu, (hole, name: string) => withoutDirections(String(values[name] ?? hole)))
