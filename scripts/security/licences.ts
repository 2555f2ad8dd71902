import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Outcome } from './verdict.ts'

/** Licences that ask for no more than their text to be kept. */
const permissive = new Set([
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  '0BSD',
  'BlueOak-1.0.0',
  'Python-2.0',
  'CC0-1.0',
  'Unlicense',
])

type Lock = {
  packages: Record<string, { version?: string; license?: string; dev?: boolean; devOptional?: boolean }>
}

export type Licensed = { name: string; version: string; licence: string | null }

/** The packages that go into the app and their licences, out of the lock file. */
export async function productionLicences(root: string): Promise<Licensed[]> {
  const lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')) as Lock
  return Object.entries(lock.packages).flatMap(([path, { version = '', license, dev, devOptional }]) => {
    if (path === '' || dev || devOptional) return []
    return [{ name: path.replace(/^.*node_modules\//, ''), version, licence: license ?? null }]
  })
}

/** A finding for each package whose licence is not known to be permissive; the note counts all of them. */
export function licences(packages: readonly Licensed[]): Outcome {
  const counts = new Map<string, number>()
  for (const { licence } of packages) counts.set(licence ?? 'none', (counts.get(licence ?? 'none') ?? 0) + 1)
  const told = [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([licence, count]) => `${licence} ${String(count)}`)
  return {
    findings: packages
      .filter(({ licence }) => !isPermissive(licence))
      .map(({ name, licence }) => `${name}: ${licence ?? 'no licence named'}`),
    note: `${String(packages.length)} packages: ${told.join(', ')}`,
  }
}

/** `(MIT OR GPL-2.0)` is a choice, `MIT AND GPL-2.0` is not. */
function isPermissive(licence: string | null): boolean {
  if (licence === null) return false
  const choices = licence.replaceAll(/[()]/g, '').split(' OR ')
  return choices.some((choice) => choice.split(' AND ').every((one) => permissive.has(one.trim())))
}
