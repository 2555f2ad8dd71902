// npm run package [-- --dir] [-- --twice]: the unpacked app and, on Linux, a .deb, into dist/. `--twice` does it again from
// the sources on, and compares the bytes of the app's archive.
import { rm } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { ensureBuilt } from './build.ts'
import { describeElectron, ensureElectron } from './electron/electron.ts'
import { buildDeb } from './package/deb.ts'
import { buildPackage, checkUnpacked } from './package/build.ts'
import { writeBom } from './package/sbom.ts'
import { unpackedFolder } from './package/places.ts'
import { packageTwice } from './package/same-bytes.ts'
import { updateSource } from './package/update-source.ts'
import { ensureSystemPackages } from './system/system-packages.ts'

const { values } = parseArgs({
  options: { dir: { type: 'boolean', default: false }, twice: { type: 'boolean', default: false } },
})

try {
  const begun = performance.now()
  const updates = updateSource(process.env)
  if (!values.dir) ensureSystemPackages('package')
  const electron = await ensureElectron()
  console.log(describeElectron(electron))
  const make = async () => {
    await ensureBuilt()
    await rm(unpackedFolder(), { recursive: true, force: true })
    await buildPackage({ electron, electronVersion: electron.version, updates, targets: ['dir'] })
  }
  if (values.twice) console.log(await packageTwice(make))
  else await make()
  await checkUnpacked()
  console.log(await writeBom(electron.version))
  console.log(`${unpackedFolder()}  (${seconds(begun)})`)
  if (!values.dir && process.platform === 'linux') {
    const debBegun = performance.now()
    console.log(`${await buildDeb()}  (${seconds(debBegun)})`)
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1) // electron-builder's own handlers would end this with 0
}

function seconds(begun: number): string {
  return `${((performance.now() - begun) / 1_000).toFixed(1)} s`
}
