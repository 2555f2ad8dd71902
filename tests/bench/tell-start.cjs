// Loaded into an app before its own code (`-r`): tells on the output how many milliseconds after the start of its
// process Electron was ready, and when the first global shortcut was taken.
const { app, globalShortcut } = require('electron')

const tell = (what) =>
  process.stdout.write(`bench ${JSON.stringify({ what, ms: Date.now() - process.getCreationTime() })}\n`)

app.whenReady().then(() => {
  tell('ready')
  const register = globalShortcut.register.bind(globalShortcut)
  globalShortcut.register = (...given) => {
    const taken = register(...given)
    if (taken) tell('armed')
    return taken
  }
})
