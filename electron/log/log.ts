import { failureOf } from './failure-text.ts'

/** Writes a line about something that went wrong; never a title, never a secret. */
export type Log = (text: string, error?: unknown) => void

type Deps = {
  /** Takes the finished text of an entry, line break included. */
  write: (entry: string) => void
  /** The person's own folder, which is written `~`. */
  home: string
  now?: () => Date
  /** Also tells what errors say of themselves. For developers; such texts may quote anything. */
  talkative?: boolean
}

/** Characters. Deeper stacks than that tell nothing new. */
const longest = 4_000

/**
 * A log of one entry per event: the time, what happened, and of an error its kind, its code and where it arose. What the
 * error itself says is left out, because such texts quote what they failed on.
 */
export function createLog({ write, home, now = () => new Date(), talkative = false }: Deps): Log {
  return (text, error) => {
    const said = talkative && error instanceof Error ? ` “${error.message}”` : ''
    const reason = error === undefined ? '' : `:${said} ${failureOf(error)}`
    const entry = withoutHome(redact(`${text.replaceAll(/[\r\n]+/g, ' ')}${reason}`), home)
    write(`${now().toISOString()} ${entry.slice(0, longest)}\n`)
  }
}

/** Places in our code are addresses: with slashes on every system, and with letters such as `а` in their encoded form. */
function withoutHome(text: string, home: string): string {
  const withSlashes = home.replaceAll('\\', '/')
  const forms = [home, withSlashes, encodeURI(withSlashes)]
  return forms.reduce((rest, form) => rest.replaceAll(form, '~'), text)
}

// Nothing that is logged should have them; where something does after all, they let nobody in. The code of a webhook
// is a part of its path; tokens travel as parameters.
const webhookCode = /(\/rest\/(?:api\/)?\d+\/)[^/\s"']+/g
const query = /(\b[a-z][a-z0-9+.-]*:\/\/[^\s"'?]+)\?[^\s"']*/gi
const tokens = /\b(auth|access_token|refresh_token|client_secret|code|state)=[^&\s"']+/g

/** Takes what could let somebody in out of a text. */
const redact = (text: string) =>
  text.replace(webhookCode, '$1…').replace(query, '$1?…').replace(tokens, '$1=…')
