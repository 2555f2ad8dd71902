import { BrowserWindow, dialog } from 'electron'
import { words, type Locale } from './words.ts'

/** What such a file holds. */
type Content = 'stageSet' | 'settings'

/** Asks where a file is to be saved; null when the user cancels. */
export async function chooseSave(
  locale: Locale,
  content: Content,
  suggestedName: string,
): Promise<string | null> {
  const options = { defaultPath: suggestedName, filters: filtersIn(locale, content) }
  const window = BrowserWindow.getFocusedWindow()
  const answer = await (window ? dialog.showSaveDialog(window, options) : dialog.showSaveDialog(options))
  return answer.canceled ? null : answer.filePath
}

/** Asks for a file; null when the user cancels. */
export async function chooseOpen(locale: Locale, content: Content): Promise<string | null> {
  const options = { properties: ['openFile' as const], filters: filtersIn(locale, content) }
  const window = BrowserWindow.getFocusedWindow()
  const answer = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options))
  return answer.canceled ? null : (answer.filePaths[0] ?? null)
}

const filtersIn = (locale: Locale, content: Content) => [
  { name: words(locale)(`file.${content}`), extensions: ['json'] },
]
