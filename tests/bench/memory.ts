import { readFile } from 'node:fs/promises'
import type { ElectronApplication } from 'playwright'

/** Megabytes that the processes of an app have for themselves (`Private_Clean` and `Private_Dirty`); Linux only. */
export async function privateMemory(app: ElectronApplication): Promise<number> {
  const ids = await app.evaluate(({ app }) => app.getAppMetrics().map(({ pid }) => pid))
  const sizes = await Promise.all(ids.map(ofProcess))
  return sizes.reduce((sum, size) => sum + size, 0) / 1024
}

async function ofProcess(id: number): Promise<number> {
  const text = await readFile(`/proc/${id}/smaps_rollup`, 'utf8')
  const kilobytes = [...text.matchAll(/^Private_(?:Clean|Dirty):\s+(\d+) kB$/gm)].map(([, size]) =>
    Number(size),
  )
  return kilobytes.reduce((sum, size) => sum + size, 0)
}
