import { expect, test } from 'vitest'
import { bomOfApp } from '../../../scripts/package/sbom.ts'

const tool = { name: 'cdx:npm:package:development', value: 'true' }
const all = {
  bomFormat: 'CycloneDX',
  specVersion: '1.5',
  serialNumber: 'urn:uuid:1',
  metadata: { timestamp: '2026-11-28T00:00:00Z', component: { name: 'a-folder', version: '0.1.0' } },
  components: [
    { 'bom-ref': 'zod@4', name: 'zod', version: '4', properties: [] },
    { 'bom-ref': 'svelte@5', name: 'svelte', version: '5', properties: [tool] },
    { 'bom-ref': 'electron@45', name: 'electron', version: '45', properties: [tool] },
    { 'bom-ref': 'vitest@4', name: 'vitest', version: '4', properties: [tool] },
  ],
  dependencies: [
    { ref: 'svelte@5', dependsOn: ['vitest@4', 'zod@4'] },
    { ref: 'vitest@4', dependsOn: [] },
  ],
}

test('the list of parts holds what is in the app, and no tool', () => {
  const { components, dependencies } = bomOfApp(all, 'quickplan', '33.2.1')
  expect(components.map(({ name }) => name)).toEqual(['zod', 'svelte', 'electron'])
  expect(dependencies).toEqual([{ ref: 'svelte@5', dependsOn: ['zod@4'] }])
})

test('it names the Electron that is packed', () => {
  const { components } = bomOfApp(all, 'quickplan', '33.2.1')
  expect(components.find(({ name }) => name === 'electron')).toMatchObject({ version: '33.2.1' })
})

test('it is the same each time, and is about Quickplan', () => {
  const text = JSON.stringify(bomOfApp(all, 'quickplan', '33.2.1'))
  expect(text).not.toMatch(/timestamp|serialNumber|a-folder/)
  expect(text).toContain('"name":"quickplan"')
})
