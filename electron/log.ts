/** Writes a line about something that went wrong; never a title, never a secret. */
export type Log = (text: string, error?: unknown) => void

/** A log of one line per entry, with the stack behind it. `write` takes the finished text. */
export function createLog(write: (line: string) => void, now = () => new Date()): Log {
  return (text, error) => {
    const reason =
      error === undefined
        ? ''
        : `: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
    write(redact(`${now().toISOString()} ${text}${reason}\n`))
  }
}

// The code of a webhook is a part of its path; tokens travel as parameters.
const webhookCode = /(\/rest\/(?:api\/)?\d+\/)[^/\s"']+/g
const tokens = /\b(auth|access_token|refresh_token|client_secret|code)=[^&\s"']+/g

/** Takes what could let somebody in out of a text. */
const redact = (text: string) => text.replace(webhookCode, '$1…').replace(tokens, '$1=…')
