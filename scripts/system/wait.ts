import { setTimeout as pause } from 'node:timers/promises'

/** Asks until the answer is neither null nor false, and returns it. Throws after `timeout` milliseconds, naming `what`. */
export async function waitFor<T>(
  what: string,
  probe: () => T | null | false | Promise<T | null | false>,
  timeout = 15_000,
): Promise<T> {
  const deadline = Date.now() + timeout
  for (;;) {
    const answer = await probe()
    if (answer !== null && answer !== false) return answer
    if (Date.now() > deadline) throw new Error(`Waited ${String(timeout / 1_000)} seconds for ${what}`)
    await pause(30)
  }
}
