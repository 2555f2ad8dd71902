import { parseJson } from '../../json.ts'
import { readBody } from './body.ts'
import { toPortalError, v2Error } from './errors.ts'
import type { RuleBook } from './fault-rules.ts'
import { createRuleBook, faultRules } from './fault-rules.ts'
import type { Exchange, Reply } from './replies.ts'
import { jsonReply, refusal, send } from './replies.ts'

const bodyLimit = 1024 * 1024

/** The path at which others can make calls go wrong, and the rules they have left there. */
export type Control = {
  owns(address: string): boolean
  answer(exchange: Exchange): Promise<void>
  choose: RuleBook['choose']
}

/**
 * Makes a control address for those who start a portal themselves. The app never does, so nothing of this file is in it.
 */
export function createControl(): Control {
  const book = createRuleBook()
  return {
    owns: (address) => /^\/__faults\/?(?:\?|$)/.test(address),
    answer: (exchange) => answerControl(book, exchange),
    choose: book.choose,
  }
}

/**
 * The control address: POST replaces the rules, DELETE removes them, GET tells what they did. All return the report.
 * Wants JSON by its name, which a page of another origin cannot send.
 */
async function answerControl(book: RuleBook, exchange: Exchange): Promise<void> {
  send(exchange, await control(book, exchange).catch((error: unknown) => refusal(toPortalError(error, 'v2'))))
}

async function control(book: RuleBook, { request, response }: Exchange): Promise<Reply> {
  switch (request.method) {
    case 'GET':
      return jsonReply(200, book.report())
    case 'DELETE':
      book.replace([])
      return jsonReply(200, book.report())
    case 'POST': {
      if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
        throw v2Error('INVALID_REQUEST', 'The rules must be sent as application/json', 415)
      }
      const read = faultRules.safeParse(parseJson(await readBody(request, bodyLimit)))
      if (!read.success) throw v2Error('INVALID_REQUEST', explain(read.error.issues))
      book.replace(read.data.rules)
      return jsonReply(200, book.report())
    }
    default:
      response.setHeader('Allow', 'GET, POST, DELETE')
      throw v2Error('INVALID_REQUEST', 'Only GET, POST and DELETE are answered here', 405)
  }
}

function explain(issues: { path: PropertyKey[]; message: string }[]): string {
  return issues.map(({ path, message }) => `${path.map(String).join('.')}: ${message}`).join('; ')
}
