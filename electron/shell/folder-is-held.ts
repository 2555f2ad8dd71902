import { app, dialog } from 'electron'
import type { Log } from '../log.ts'
import { words, type Locale } from './words.ts'

/** Says that another process uses the data folder, and ends this one. */
export function sayFolderIsHeld(locale: Locale, folder: string, log: Log): void {
  const t = words(locale)
  log('Another process uses the data folder; nothing in it was touched')
  dialog.showMessageBoxSync({
    type: 'error',
    title: 'Quickplan',
    message: t('folder.held'),
    detail: t('folder.held-next', { folder }),
    buttons: [t('trouble.close')],
  })
  app.exit(1)
}
