import { lockFolder } from '../../electron/store/folder-lock.ts'

// Holds a data folder until it is ended: `lock-holder.ts DATA_FOLDER`.
const [dataFolder = ''] = process.argv.slice(2)
const lock = await lockFolder({ dataFolder, platform: process.platform, runtimeFolder: dataFolder })
process.send?.(lock === null ? 'refused' : 'held')
setInterval(() => undefined, 1_000)
