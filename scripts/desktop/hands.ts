import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Desktop } from './desktop.ts'

/** The default shortcut that opens the capture window, in xdotool's words. */
export const summonKeys = 'ctrl+alt+space'

/** Somebody at a display's keyboard and mouse. All throw where xdotool fails. */
export type Hands = {
  /** Runs xdotool and returns what it prints. */
  xdotool: (...words: string[]) => Promise<string>
  /** Presses keys as a person would, in xdotool's words: `ctrl+alt+space`. */
  press: (...keys: string[]) => Promise<void>
  /** Types text, English or Russian, into whatever has the focus. */
  type: (text: string) => Promise<void>
}

export function handsOn({ env }: Pick<Desktop, 'env'>): Hands {
  const xdotool = async (...words: string[]) =>
    (await promisify(execFile)('xdotool', words, { env })).stdout.trim()
  return {
    xdotool,
    press: async (...keys) => void (await xdotool('key', '--clearmodifiers', ...keys)),
    type: async (text) => void (await xdotool('type', '--clearmodifiers', '--', text)),
  }
}
