import { BrowserWindow, dialog } from 'electron'
import { words, type Locale } from './words.ts'

/** Asks where a stage set is to be saved; null when the user cancels. */
export async function chooseSave(locale: Locale, suggestedName: string): Promise<string | null> {
  const options = { defaultPath: suggestedName, filters: filtersIn(locale) }
  const window = BrowserWindow.getFocusedWindow()
  const answer = await (window ? dialog.showSaveDialog(window, options) : dialog.showSaveDialog(options))
  return answer.canceled ? null : answer.filePath
}

/** Asks for a file with a stage set; null when the user cancels. */
export async function chooseOpen(locale: Locale): Promise<string | null> {
  const options = { properties: ['openFile' as const], filters: filtersIn(locale) }
  const window = BrowserWindow.getFocusedWindow()
  const answer = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options))
  return answer.canceled ? null : (answer.filePaths[0] ?? null)
}

const filtersIn = (locale: Locale) => [{ name: words(locale)('file.stageSet'), extensions: ['json'] }]
