import type { Template } from '../model.ts'
import { fold } from './names/fold.ts'

// `=name` or `="a longer name"` as a word of its own: `x=5` and `2+2=` name nothing.
const named =
  /(?<![^\s([{])=(?:"(?<quoted>[^"\n]+)"|(?<bare>[\p{L}\p{N}][\p{L}\p{M}\p{N}_.'’-]*))(?=[\s,;)\]}]|$)/gu

/**
 * The text with every template that its first line names in full put in its name's place; what names none stays. A template's own text
 * is not looked through again. Pure.
 */
export function expandTemplates(text: string, templates: readonly Template[]): string {
  if (templates.length === 0 || !text.includes('=')) return text
  const [, blank = '', line = '', rest = ''] = /^(\s*)([^\n]*)(.*)$/su.exec(text) ?? []
  const textOf = new Map(templates.map((template) => [fold(template.name), template.text]))
  const expanded = line.replace(named, (token: string, quoted?: string, bare?: string) => {
    const name = fold(quoted ?? bare ?? '')
    return name === '' ? token : (textOf.get(name) ?? token)
  })
  return blank + expanded + rest
}
