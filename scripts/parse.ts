import { once } from 'node:events'
import { fromLine, toLine } from '../electron/parser/json-line.ts'
import type { ParseContext } from '../electron/parser/parse.ts'
import { parseCapture } from '../electron/parser/parse.ts'
import { readParseArguments, usage } from './parse/parse-arguments.ts'
import { demoDirectory, readDirectory } from './parse/parse-directory.ts'

const context = readContext()
// A reader that has seen enough, such as `head`, closes the pipe.
process.stdout.on('error', () => process.exit(0))
if (context) await printAll(context)
else console.log(usage)

/** Null where only help was asked for. */
function readContext(): ParseContext | null {
  try {
    const { help, directory, locale, ...others } = readParseArguments(process.argv.slice(2))
    if (help) return null
    return {
      ...others,
      locale,
      directory: directory === null ? demoDirectory(locale) : readDirectory(directory),
    }
  } catch (error) {
    console.error(firstSentence(error instanceof Error ? error.message : String(error)))
    process.exit(2)
  }
}

async function printAll(context: ParseContext): Promise<void> {
  for await (const lines of inputLines()) {
    const printed = lines.map((line) => `${toLine(parseCapture(fromLine(line), context))}\n`).join('')
    if (!process.stdout.write(printed)) await once(process.stdout, 'drain')
  }
}

/** The lines of the standard input as they come. Only line feeds end them: other breaks may be part of a capture. */
async function* inputLines(): AsyncGenerator<string[]> {
  process.stdin.setEncoding('utf8')
  let rest = ''
  let isStart = true
  for await (const chunk of process.stdin as AsyncIterable<string>) {
    const lines = (rest + (isStart ? chunk.replace(/^\uFEFF/, '') : chunk)).split('\n')
    isStart = false
    rest = lines.pop() ?? ''
    if (lines.length > 0) yield lines.map((line) => line.replace(/\r$/, ''))
  }
  if (rest !== '') yield [rest.replace(/\r$/, '')]
}

/** What Node says of a wrong option goes on with advice that does not fit here. */
function firstSentence(message: string): string {
  return message.split(/(?<=[.!?])\s+(?=[A-Z])/)[0] ?? message
}
