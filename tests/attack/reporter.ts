import type { Reporter, TestCase, TestModule } from 'vitest/node'

/** A line for every attack: `held`, or what was lost. */
export default class implements Reporter {
  onTestCaseResult(attack: TestCase): void {
    const { state, errors = [] } = attack.result()
    const seconds = ((attack.diagnostic()?.duration ?? 0) / 1_000).toFixed(1)
    const verdict = { passed: 'held', failed: 'LOST', skipped: 'not run', pending: 'not run' }[state]
    say(`${verdict.padEnd(7)} ${attack.fullName} (${seconds} s)`)
    for (const { message } of errors) say(`        ${message.replaceAll('\n', '\n        ')}`)
  }

  onTestModuleEnd(module: TestModule): void {
    for (const { message } of module.errors()) say(`LOST    ${module.relativeModuleId}: ${message}`)
  }
}

const say = (line: string) => process.stdout.write(`${line}\n`)
