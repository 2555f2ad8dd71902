// Draws the PNG icons from their SVG sources: npx tsx scripts/icons.ts. Their results are kept in the repository.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type Page } from 'playwright'
import { needsVirtualDesktop, startDesktop } from './desktop/desktop.ts'
import { ensureElectron } from './electron/electron.ts'
import { root } from './system/project.ts'
import { isRoot } from './electron/sandbox.ts'

const icons = [
  { source: 'icon.svg', target: 'icon.png', pixels: 512 },
  { source: 'tray.svg', target: 'tray.png', pixels: 22 },
  { source: 'tray.svg', target: 'tray@2x.png', pixels: 44 },
  { source: 'tray-template.svg', target: 'trayTemplate.png', pixels: 22 },
  { source: 'tray-template.svg', target: 'trayTemplate@2x.png', pixels: 44 },
]
const main = `const { app, BrowserWindow } = require('electron')
app.whenReady().then(() => new BrowserWindow({ show: false }).loadURL('about:blank'))`

await ensureElectron()
const desktop = needsVirtualDesktop() ? await startDesktop({ keyring: 'absent' }) : null
const folder = await mkdtemp(join(tmpdir(), 'quickplan-icons-'))
await writeFile(join(folder, 'package.json'), '{ "name": "icons", "version": "1.0.0", "main": "main.cjs" }')
await writeFile(join(folder, 'main.cjs'), main)
try {
  const env = Object.fromEntries(
    Object.entries(desktop?.env ?? process.env).filter(([, value]) => value !== undefined),
  )
  const app = await _electron.launch({
    args: [folder, `--user-data-dir=${join(folder, 'data')}`],
    env: env as Record<string, string>,
    chromiumSandbox: !isRoot(),
  })
  const window = await app.firstWindow()
  for (const { source, target, pixels } of icons) {
    const svg = await readFile(join(root, 'resources', 'icons', source), 'utf8')
    await writeFile(join(root, 'resources', 'icons', target), await draw(window, svg, pixels))
  }
  await app.close()
} finally {
  await desktop?.stop()
  await rm(folder, { recursive: true, force: true })
}

async function draw(window: Page, svg: string, pixels: number): Promise<Buffer> {
  const address = await window.evaluate(
    async ([source, size]) => {
      const image = new Image(size, size)
      image.src = `data:image/svg+xml,${encodeURIComponent(source)}`
      await image.decode()
      const canvas = document.createElement('canvas')
      canvas.width = canvas.height = size
      canvas.getContext('2d')?.drawImage(image, 0, 0, size, size)
      return canvas.toDataURL('image/png')
    },
    [svg, pixels] as const,
  )
  return Buffer.from(address.slice(address.indexOf(',') + 1), 'base64')
}
