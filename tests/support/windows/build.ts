import { mkdir, mkdtemp, rename, rm, readdir, utimes, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { isFresh } from '../../../scripts/build.ts'
import { root } from '../../../scripts/system/project.ts'

const caches = join('node_modules', '.cache', 'quickplan')
const sources = ['renderer', 'resources/translations', 'electron.vite.config.ts', 'package-lock.json']
const pages = join(root, 'tests', 'support', 'pages')

/** Builds the app's pages as they are in the app, but readable. Returns their folder. */
export const ensureWindows = () =>
  ensure('windows', sources, async (outDir) => {
    const [{ build }, { default: config }] = await Promise.all([
      import('vite'),
      import('../../../electron.vite.config.ts'),
    ])
    const { renderer } = config as { renderer: { build: object } }
    const options = { ...renderer.build, outDir, minify: false, emptyOutDir: true }
    await build({ ...renderer, configFile: false, logLevel: 'error', build: options })
  })

/** Builds each script of tests/support/pages as a page of its name. Returns their folder. */
export const ensureComponents = () =>
  ensure('components', [...sources, 'tests/support', 'tests/renderer/plan/fixtures.ts'], async (outDir) => {
    const [{ build }, { svelte }] = await Promise.all([
      import('vite'),
      import('@sveltejs/vite-plugin-svelte'),
    ])
    const names = (await readdir(pages)).map((file) => basename(file, '.ts'))
    await build({
      configFile: false,
      root,
      logLevel: 'error',
      plugins: [svelte()],
      build: {
        outDir,
        emptyOutDir: true,
        cssCodeSplit: false,
        minify: false,
        rollupOptions: {
          input: Object.fromEntries(names.map((name) => [name, join(pages, `${name}.ts`)])),
          output: {
            entryFileNames: '[name].js',
            chunkFileNames: 'shared-[name].js',
            assetFileNames: 'page[extname]',
          },
        },
      },
    })
    await Promise.all(names.map((name) => writeFile(join(outDir, `${name}.html`), pageOf(name))))
  })

const pageOf = (name: string) =>
  `<!doctype html><html lang="en"><title>A component</title><link rel="stylesheet" href="page.css"><script type="module" src="${name}.js"></script>`

/** Calls `build` unless it has built since a source was changed. What is edited meanwhile counts as newer. */
async function ensure(name: string, of: string[], build: (outDir: string) => Promise<void>): Promise<string> {
  const folder = join(root, caches, name)
  if (await isFresh(root, of, join(caches, name, 'built'))) return folder
  const begun = new Date()
  await mkdir(dirname(folder), { recursive: true })
  const outDir = await mkdtemp(`${folder}-`)
  await build(outDir)
  await writeFile(join(outDir, 'built'), '')
  await utimes(join(outDir, 'built'), begun, begun)
  await rm(folder, { recursive: true, force: true })
  await rename(outDir, folder)
  return folder
}
