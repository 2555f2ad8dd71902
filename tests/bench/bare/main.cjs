// The least that Electron can be: one window with one line in it, hidden where `--hidden` asks for it. Everything is
// measured against this.
const { app, BrowserWindow } = require('electron')

app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 640, height: 120, show: false })
  if (!process.argv.includes('--hidden')) window.once('ready-to-show', () => window.show())
  return window.loadFile('index.html')
})
