import type { CaptureShown } from '../model.ts'
import { plainText } from './plain-text.ts'

/** A text that came from outside the app. One `from` a `link` was written by a stranger and is saved only when somebody agrees. */
export type GivenText = NonNullable<CaptureShown['text']>

/** Why a link is not followed. Fit for a log: it holds nothing of the link itself. */
export type LinkFault =
  | 'too-long'
  | 'malformed'
  | 'scheme-unknown'
  | 'action-unknown'
  | 'parameter-unknown'
  | 'parameter-doubled'
  | 'text-missing'
  | 'several-links'

/** What a start of the app, or a link, asks for. `none`: nothing in particular. */
export type LaunchRequest =
  | { kind: 'none' }
  | { kind: 'hidden' }
  | { kind: 'capture'; given: GivenText | null }
  | { kind: 'refused'; reason: LinkFault }

/** UTF-16 units: of the whole link, whose letters may each stand for six of it, and of the text in it. */
const longestLink = 130_000
const longestText = 20_000

/**
 * Reads a link, or the arguments of a start. Never throws. Of arguments only `--capture`, `--hidden` and one link count:
 * any program may start the app a second time, so all others are ignored.
 */
export function parseLaunch(given: string | readonly string[]): LaunchRequest {
  if (typeof given === 'string') return parseLink(given)
  const links = given.filter((argument) => /^quickplan:/i.test(argument))
  if (links.length > 1) return refused('several-links')
  if (links[0] !== undefined) return parseLink(links[0])
  if (given.includes('--capture')) return { kind: 'capture', given: null }
  return { kind: given.includes('--hidden') ? 'hidden' : 'none' }
}

/** `quickplan://capture?text=…` opens the window with a text in it; `quickplan://add?text=…` asks whether to save it. */
function parseLink(link: string): LaunchRequest {
  if (link.length > longestLink) return refused('too-long')
  if (!URL.canParse(link)) return refused('malformed')
  const url = new URL(link)
  if (url.protocol !== 'quickplan:') return refused('scheme-unknown')
  if (!hasOnlyAction(url)) return refused('malformed')
  const action = url.hostname.toLowerCase()
  if (action !== 'capture' && action !== 'add') return refused('action-unknown')
  const names = [...url.searchParams.keys()]
  if (names.some((name) => name !== 'text')) return refused('parameter-unknown')
  if (names.length > 1) return refused('parameter-doubled')
  return captureOf(action, plainText(url.searchParams.get('text') ?? ''))
}

function captureOf(action: 'capture' | 'add', text: string): LaunchRequest {
  if (text.length > longestText) return refused('too-long')
  const isEmpty = text.trim() === ''
  if (action === 'add') {
    return isEmpty ? refused('text-missing') : { kind: 'capture', given: { text, from: 'link' } }
  }
  return { kind: 'capture', given: isEmpty ? null : { text, from: 'program' } }
}

/** Some systems put a slash behind the host; a path, a port, a user or a fragment has no meaning here. */
const hasOnlyAction = ({ pathname, port, username, password, hash }: URL) =>
  (pathname === '' || pathname === '/') && port === '' && username === '' && password === '' && hash === ''

const refused = (reason: LinkFault): LaunchRequest => ({ kind: 'refused', reason })
