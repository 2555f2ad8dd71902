import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { electronsName, wantedFuses } from '../../../scripts/package/fuses.ts'
import { readAudit } from '../../../scripts/security/audit.ts'
import { builtMain } from '../../../scripts/security/bundle.ts'
import { fuses } from '../../../scripts/security/fuses.ts'
import { licences } from '../../../scripts/security/licences.ts'
import { findingsIn } from '../../../scripts/security/static-analysis.ts'
import { writeFuses } from '../../support/fuse-wire.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quickplan-security-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** A program all of whose fuses are open. */
async function program(): Promise<string> {
  const path = join(folder, 'quickplan')
  await writeFuses(path, '10110001')
  return path
}

test('fuses that stand as wished are no finding', async () => {
  const path = await program()
  const wished = Object.entries(wantedFuses).map(
    ([name, on]) => [FuseV1Options[electronsName(name as 'runAsNode')], on] as const,
  )
  await flipFuses(path, { version: FuseVersion.V1, ...Object.fromEntries(wished) })
  expect(await fuses(path)).toMatchObject({ findings: [] })
})

test('every fuse that stands otherwise is named', async () => {
  expect(await fuses(await program())).toMatchObject({
    findings: [
      'RunAsNode is on',
      'EnableCookieEncryption is off',
      'EnableNodeOptionsEnvironmentVariable is on',
      'EnableNodeCliInspectArguments is on',
      'EnableEmbeddedAsarIntegrityValidation is off',
      'OnlyLoadAppFromAsar is off',
      'GrantFileProtocolExtraPrivileges is on',
    ],
  })
})

test('an app that is not packaged is a finding', async () => {
  expect(await fuses(join(folder, 'none'))).toMatchObject({ findings: ['not packaged yet'] })
})

test('the control address in any file of the main process is a finding', async () => {
  await mkdir(join(folder, 'chunks'))
  await writeFile(join(folder, 'main.js'), 'fine')
  expect(await builtMain(folder)).toMatchObject({ findings: [] })
  await writeFile(join(folder, 'chunks', 'demo.js'), "owns: () => '/__faults'")
  await copyFile(join(folder, 'main.js'), join(folder, 'notes.txt'))
  expect(await builtMain(folder)).toMatchObject({ findings: [`${join('chunks', 'demo.js')} has “__faults”`] })
})

test('an audit that could not be asked has not been passed', () => {
  expect(readAudit('{"message":"405 Method Not Allowed"}', true)).toHaveProperty('notAsked')
  expect(readAudit('', true)).toHaveProperty('notAsked')
})

test('every weakness of the app’s own packages counts, and of tools the grave ones', () => {
  const weak = (severity: string) => ({ name: severity, severity, via: [{ title: 'Reads too much' }] })
  const report = JSON.stringify({ vulnerabilities: { a: weak('low'), b: weak('critical') } })
  expect(readAudit(report, true)).toMatchObject({
    findings: ['low: low, Reads too much', 'critical: critical, Reads too much'],
  })
  expect(readAudit(report, false)).toMatchObject({ findings: ['critical: critical, Reads too much'] })
})

test.each([
  ['MIT', []],
  ['(MIT OR GPL-3.0)', []],
  ['MIT AND GPL-3.0', ['package: MIT AND GPL-3.0']],
  ['LGPL-3.0', ['package: LGPL-3.0']],
  [null, ['package: no licence named']],
])('the licence %s leads to the findings %j', (licence, findings) => {
  expect(licences([{ name: 'package', version: '1.0.0', licence }])).toMatchObject({ findings })
})

test('a finding of the static analysis is known by its code, wherever that stands', () => {
  const csv = [
    'issue, severity, confidence, filename, location, sample, description, url',
    'OPEN_EXTERNAL,"MEDIUM","TENTATIVE","electron/main.ts","37:37","open(""x"", 1)","Review, it",https://x',
    'CSP_GLOBAL_CHECK,"MEDIUM","CERTAIN","N/A","0:0",N/A,"None",https://x',
  ].join('\n')
  expect(findingsIn(csv)).toEqual(['OPEN_EXTERNAL electron/main.ts: open("x", 1)', 'CSP_GLOBAL_CHECK'])
})
