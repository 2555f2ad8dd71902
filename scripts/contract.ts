import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { startDemoPortal } from '../electron/demo/portal.ts'
import { allCases } from '../tests/contract/cases/all.ts'
import { createCaller, parseWebhook } from '../tests/contract/portal.ts'
import type { Webhook } from '../tests/contract/portal.ts'
import type { Report } from '../tests/contract/run.ts'
import { runContract, summary } from '../tests/contract/run.ts'

const usage = `Asks a Bitrix24 portal whether it answers as the API reference says.

npm run contract                     a demo portal that is started for it
npm run contract -- --webhook URL    your portal, by an incoming webhook; - reads the address from standard input.
                                     It is only read, unless you say --write

  --write      also put the questions that make, change and remove something
  --json FILE  also write the results to a file
  --help       this text`

type Target = {
  webhook: Webhook
  gap: number
  isDemo: boolean
  mayWrite: boolean
  close: () => Promise<void>
}

const { values } = readArguments()
if (values.help) console.log(usage)
else await main(values)

function readArguments() {
  try {
    return parseArgs({
      options: {
        webhook: { type: 'string' },
        write: { type: 'boolean', default: false },
        json: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    })
  } catch (error) {
    console.error(`${messageOf(error)}\n\n${usage}`)
    process.exit(2)
  }
}

type Arguments = { webhook?: string | undefined; write: boolean; json?: string | undefined }

async function main({ webhook: address, write, json: jsonFile }: Arguments): Promise<void> {
  const target = await openTarget(address, write)
  if (!target) {
    console.error('This is no address of an incoming webhook: https://HOST/rest/NUMBER/CODE/ is wanted.')
    process.exitCode = 2
    return
  }
  const mark = `quickplan-contract-${randomBytes(4).toString('hex')}`
  const caller = createCaller(target.webhook, target)
  console.log(announcement(target, mark))
  try {
    const { userId } = target.webhook
    const options = { caller, userId, mark, cases: allCases, signal: stopOnSignal(mark) }
    const report = await runContract({ ...options, write: (line) => console.log(line) })
    if (jsonFile !== undefined) await writeFile(jsonFile, asJson(report, target, mark))
    finish(report)
  } catch (error) {
    console.error(caller.hide(`The run broke off: ${messageOf(error)}`))
    process.exitCode = 1
  } finally {
    await target.close()
  }
}

/** At most two requests a second to a real portal: everybody behind one address shares what it allows. */
async function openTarget(address: string | undefined, mayWrite: boolean): Promise<Target | null> {
  if (address !== undefined) {
    const webhook = parseWebhook(address === '-' ? await text(process.stdin) : address)
    return webhook && { webhook, gap: 500, isDemo: false, mayWrite, close: () => Promise.resolve() }
  }
  const portal = await startDemoPortal({ file: null, key: randomBytes(32).toString('hex') })
  const webhook = parseWebhook(portal.webhook)
  return webhook && { webhook, gap: 0, isDemo: true, mayWrite: true, close: portal.close }
}

function announcement({ webhook, isDemo, mayWrite }: Target, mark: string): string {
  if (isDemo) return `A demo portal answers at ${webhook.origin}. ${allCases.length} cases.\n`
  if (!mayWrite) {
    return [
      `Of ${allCases.length} cases those that only read will be put to ${webhook.origin} as user ${webhook.userId}, two requests a second.`,
      'If you have no My Plan yet, Bitrix24 makes its two default stages when it is read, and those stay.',
      '--write puts the others too.',
      '',
    ].join('\n')
  }
  return [
    `${allCases.length} cases will be put to ${webhook.origin} as user ${webhook.userId}, two requests a second: a few minutes.`,
    `It will make tasks of your own, My Plan stages and small files on your Drive, all titled ${mark},`,
    'change only those, and remove them at the end, also after Ctrl+C. Deleted tasks may show in the recycle bin.',
    'For a moment one of its stages stands first in My Plan; at the end the order of your stages is compared.',
    'If you have no My Plan yet, Bitrix24 makes its two default stages when it is read, and those stay.',
    'No other person is given a task or a message. Projects are only listed.',
    '',
  ].join('\n')
}

/** The first Ctrl+C ends the run and lets it tidy up, the second one leaves at once. */
function stopOnSignal(mark: string): AbortSignal {
  const controller = new AbortController()
  let stoppedAt = Infinity
  const stop = () => {
    // npm and tsx pass a signal on that the terminal has sent to everybody already: one key press can arrive twice.
    const isEcho = Date.now() - stoppedAt < 1000
    if (controller.signal.aborted && !isEcho) {
      console.error(`\nLeft at once. What remains is titled ${mark}.`)
      process.exit(130)
    }
    if (!controller.signal.aborted) stoppedAt = Date.now()
    controller.abort()
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  return controller.signal
}

function finish({ results, areStagesKept, left, wasStopped }: Report): void {
  const skipped = results.filter((result) => result.outcome === 'skipped').length
  if (skipped > 0) console.log(`${skipped} cases were not run; each says why.`)
  console.log(summary(results))
  const hasFailed = results.some((result) => result.outcome === 'failed')
  if (hasFailed || !areStagesKept || left.length > 0) process.exitCode = 1
  else if (wasStopped) process.exitCode = 130
}

function asJson(report: Report, { webhook }: Target, mark: string): string {
  const { results, ...rest } = report
  const whole = { portal: webhook.origin, mark, summary: summary(results), ...rest, cases: results }
  return `${JSON.stringify(whole, null, 2)}\n`
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
