// Loaded into the app before its own code (`-r`), and no part of it: runs code in a page for a test in which nothing may be
// attached to the app. Chromium takes a page that a debugger looks into for a stopped one, and never for one that hangs.
const { BrowserWindow } = require('electron')

process.on('message', ({ id, part, code }) => {
  const page = BrowserWindow.getAllWindows()
    .map(({ webContents }) => webContents)
    .find((one) => one.getURL().includes(`/${part}/`))
  const answer = (value) => process.send?.({ id, value: value ?? null })
  // A page that is not there, or is being loaded anew, has nothing to say.
  if (page) page.executeJavaScript(code).then(answer, () => answer(null))
  else answer(null)
})
// Whoever started the app has gone.
process.on('disconnect', () => process.exit())
