import { readFileSync } from 'node:fs'
import * as z from 'zod'

const content = z.object({
  // http only to a feed on this very computer
  feed: z.url({ protocol: /^https?$/ }).refine((feed) => /^(https:|http:\/\/127\.0\.0\.1[:/])/.test(feed)),
  publicKey: z.string().min(1),
})

/** Where this copy of the app looks for updates, and the key that must have signed them (Ed25519, SPKI, DER, base64). */
export type UpdateSource = z.infer<typeof content>

/**
 * Reads the file that the packager put into the app. Null where there is none: then the app never looks. Throws
 * for one that makes no sense. Nothing among the user's data can name another feed or another key.
 */
export function readUpdateSource(file: string): UpdateSource | null {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
  return content.parse(JSON.parse(text))
}
