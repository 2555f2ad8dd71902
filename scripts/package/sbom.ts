import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import * as z from 'zod'
import { root } from '../system/project.ts'
import { output } from './places.ts'

/** Tools by npm's reckoning that are nevertheless in the app: its runtime, and what is compiled into the pages. */
const shipped = ['electron', 'svelte', 'esm-env', 'clsx', 'virtua']
const development = 'cdx:npm:package:development'

const component = z.looseObject({
  'bom-ref': z.string(),
  name: z.string(),
  properties: z.array(z.object({ name: z.string(), value: z.string() })).default([]),
})
const bom = z.looseObject({
  metadata: z.looseObject({ component: z.looseObject({ name: z.string() }) }),
  components: z.array(component),
  dependencies: z.array(z.looseObject({ ref: z.string(), dependsOn: z.array(z.string()).default([]) })),
})

export type Bom = z.input<typeof bom>

/** Of npm's CycloneDX list of all packages, what is in the app; without the time and number of its making, so that the same sources give the same bytes. */
export function bomOfApp(all: unknown, name: string, electronVersion: string): Bom {
  const { metadata, components, dependencies, ...rest } = bom.parse(all)
  const kept = components
    .filter((one) => shipped.includes(one.name) || !one.properties.some(({ name }) => name === development))
    .map((one) => (one.name === 'electron' ? { ...one, ...runtime(electronVersion) } : one))
    .map((one) => ({ ...one, properties: one.properties.filter(({ name }) => name !== development) }))
  const refs = new Set(kept.map((one) => one['bom-ref']))
  return {
    ...rest,
    serialNumber: undefined,
    metadata: {
      ...metadata,
      timestamp: undefined,
      component: { ...metadata.component, name, type: 'application' },
    },
    components: kept,
    dependencies: dependencies
      .filter(({ ref }) => refs.has(ref))
      .map((one) => ({ ...one, dependsOn: one.dependsOn.filter((ref) => refs.has(ref)) })),
  }
}

/** The runtime that is packed, which need not be the one that npm knows, nor its archive. */
const runtime = (version: string) => ({ version, purl: `pkg:npm/electron@${version}`, hashes: undefined })

/** Writes `dist/quickplan.cdx.json`, the app's list of parts (CycloneDX, by npm), and returns its path. */
export async function writeBom(electronVersion: string): Promise<string> {
  const words = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only']
  const options = { cwd: root, maxBuffer: 50_000_000, shell: process.platform === 'win32' }
  const { stdout } = await promisify(execFile)('npm', words, options)
  const { name } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { name: string }
  const path = join(output, `${name}.cdx.json`)
  await writeFile(path, `${JSON.stringify(bomOfApp(JSON.parse(stdout), name, electronVersion), null, 2)}\n`)
  return path
}
