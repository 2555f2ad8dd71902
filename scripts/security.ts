// npm run security: looks at the app as an attacker would, and prints what it found as a table. `--help` tells the rest.
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureBuilt } from './build.ts'
import { runForeground } from './system/children.ts'
import { describeElectron, ensureElectron } from './electron/electron.ts'
import { unpackedProgram } from './package/places.ts'
import { root, tool } from './system/project.ts'
import { audit } from './security/audit.ts'
import { builtMain } from './security/bundle.ts'
import { electronVersion } from './security/electron-version.ts'
import { fuses } from './security/fuses.ts'
import { licences, productionLicences } from './security/licences.ts'
import { checklist, outcomeOf, probeRunningApp, undriven } from './security/live.ts'
import { staticAnalysis } from './security/static-analysis.ts'
import { type Accepted, judge, type Outcome, strayReasons, table } from './security/verdict.ts'
import { ensureSystemPackages } from './system/system-packages.ts'

const usage = `npm run security [-- --json]

Electron's security checklist driven in the running app, the fuses of the packaged one (made if there is none),
electronegativity, npm audit, licences. What cannot be asked here is said to be so.
Exit code 1 for every finding that has no reason in scripts/security/accepted.json, and for every reason there that has
no finding any more.`

const { values } = parseArgs({ options: { json: { type: 'boolean' }, help: { type: 'boolean' } } })
if (values.help) {
  console.log(usage)
  process.exit(0)
}

const accepted = JSON.parse(readFileSync(join(root, 'scripts/security/accepted.json'), 'utf8')) as Accepted[]
const { version } = createRequire(import.meta.url)('electron/package.json') as { version: string }

ensureSystemPackages('test')
const electron = await ensureElectron()
if (!values.json) console.log(describeElectron(electron))
await ensureBuilt()
if (!existsSync(unpackedProgram())) {
  const words = [tool('tsx'), 'scripts/package.ts', '--dir']
  // Where it fails, the fuses tell that there is no package.
  await runForeground(process.execPath, words, { cwd: root })
}
const probing = await probeRunningApp()
const missing = undriven(probing).map((item) => `nothing drives item ${String(item)}`)
const outcomes: Record<string, Outcome> = {}
for (const [number, name] of Object.entries(checklist)) {
  const item = Number(number)
  outcomes[`${number.padStart(2)} ${name}`] =
    item === 16
      ? await electronVersion(version)
      : item === 19
        ? await fuses(unpackedProgram())
        : outcomeOf(item, probing)
}
outcomes['Files of the user alone'] = outcomeOf(0, probing)
outcomes['All items are driven'] = { findings: missing, note: '18 driven, 2 read' }
outcomes['No control address'] = await builtMain(join(root, 'out/main'))
outcomes['Static analysis'] = await staticAnalysis(version)
outcomes['npm audit, in the app'] = await audit({ production: true })
outcomes['npm audit, tools'] = await audit({ production: false })
outcomes['Licences'] = licences(await productionLicences(root))

const verdicts = Object.entries(outcomes).map(([check, outcome]) => judge(check.trim(), outcome, accepted))
const stray = strayReasons(
  verdicts.map(({ check }) => check),
  accepted,
)
const failures = verdicts.flatMap((verdict) => verdict.failures).length + stray.length
const notAsked = verdicts.filter(({ result }) => result === 'not asked').length
if (values.json) console.log(JSON.stringify({ verdicts, stray, failures, notAsked }, null, 2))
else {
  console.log(table(verdicts))
  for (const line of stray) console.log(`    ✗ ${line}`)
  console.log(
    `\n${String(verdicts.length)} checks, ${String(failures)} findings without a reason, ${String(notAsked)} not asked.`,
  )
}
process.exitCode = failures > 0 ? 1 : 0
