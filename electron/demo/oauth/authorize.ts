import type { Language } from '../context.ts'
import type { User } from '../data/data.ts'
import type { PortalError } from '../http/errors.ts'
import type { Page } from '../http/page-frame.ts'
import { createFrame, escape } from '../http/page-frame.ts'
import { pageWords } from '../http/page-words.ts'
import type { AppCard } from './card.ts'

/** The query of the address that an application opens in the browser. Other parameters are ignored. */
export type Question = { clientId: string; state: string | null }

/** What a person sees while an application asks to be let in. */
export type AuthorizePages = {
  /** The people to choose from, or the portal's own error page: an application is never told of a refusal. */
  ask: (question: Question) => Page
  /** Null if nothing speaks against it. */
  refuse: (question: Question) => Page | null
  foreign: () => Page
  unknownPerson: () => Page
  cancelled: () => Page
  failed: (error: PortalError) => Page
}

const longestState = 2000

export function readQuestion(query: string): Question {
  const params = new URLSearchParams(query)
  return { clientId: params.get('client_id') ?? '', state: params.get('state') }
}

export function createAuthorizePages(language: Language, users: User[], card: AppCard): AuthorizePages {
  const words = pageWords[language]
  const frame = createFrame(language)
  // Browsers hold the redirect after the form against this rule as well.
  const targets = `'self' ${new URL(card.redirectUri).origin}`
  const notice = (status: number, title: string, text: string) =>
    frame(
      status,
      title,
      `<main><article><h1>${title}</h1><p>${text}</p><a href="/">${words.back}</a></article></main>`,
    )
  const refused = (status: number, text: string) => notice(status, words.refused, text)

  function person({ id, name, lastName, workPosition }: User): string {
    const label = words.continueAs.replace('{name}', () => escape(`${name} ${lastName}`))
    return `<li><button name="user" value="${id}">${label}</button><span class="soft">${escape(workPosition)}</span></li>`
  }

  const pages: AuthorizePages = {
    ask(question) {
      const refusal = pages.refuse(question)
      if (refusal) return refusal
      // The state stays in the address, since a form field would change its line ends.
      const { clientId, state } = question
      const query = new URLSearchParams({ client_id: clientId, ...(state === null ? {} : { state }) })
      const list = `<ul>${users.map(person).join('')}</ul>`
      const form = `<form method="post" action="/oauth/authorize/?${escape(query.toString())}">${list}</form>`
      const cancel = `<a class="cancel" href="/oauth/cancelled/">${words.cancel}</a>`
      const body = `<main><article><h1>${words.signIn}</h1><p class="soft">${words.signInIntro}</p>${form}${cancel}</article></main>`
      return frame(200, words.signIn, body, targets)
    },
    refuse({ clientId, state }) {
      if (clientId !== card.clientId) return refused(400, words.unknownApp)
      return state !== null && state.length > longestState ? refused(400, words.badState) : null
    },
    foreign: () => refused(403, words.foreignForm),
    unknownPerson: () => refused(400, words.unknownPerson),
    failed: ({ status, code, message }) => refused(status, escape(`${code}: ${message}`)),
    cancelled: () => notice(200, words.cancelled, words.cancelledText),
  }
  return pages
}

/** The app card's address with the answer in it (`settings/oauth/index.md`). The hosts are the portal's and that of the server for tokens. */
export function redirectTarget(
  card: AppCard,
  code: string,
  state: string | null,
  hosts: { portal: string; tokenServer: string },
): string {
  const target = new URL(card.redirectUri)
  target.searchParams.append('code', code)
  if (state !== null) target.searchParams.append('state', state)
  target.searchParams.append('domain', hosts.portal)
  target.searchParams.append('member_id', card.memberId)
  target.searchParams.append('scope', card.scopes.join(','))
  target.searchParams.append('server_domain', hosts.tokenServer)
  return target.href
}
