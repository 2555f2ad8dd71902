// Loaded into the app before its own code (`-r`), and no part of it: lets the soak run end the app at an exact moment,
// turn its clock, and use its windows. It speaks JSON lines over the pipe that the app was started with.
const { execFileSync } = require('node:child_process')
const fs = require('node:fs')
const net = require('node:net')
const { syncBuiltinESMExports } = require('node:module')
const { tmpdir } = require('node:os')
const { basename, dirname, join } = require('node:path')
const { app, BrowserWindow, powerMonitor, shell } = require('electron')

const PIPE = 3
/**
 * `moment`: where to die, at its `nth` time, `late` milliseconds after. `shift` turns the clock, `speed` shortens pauses,
 * `slowDisk` is for how many milliseconds a write takes.
 */
const wanted = JSON.parse(process.env.QUICKPLAN_SOAK ?? '{}')
let { moment = null, nth = 1, late = 0 } = wanted

// Somebody who calls for the app when it is dead must not start another one, which nobody here could end.
process.execPath = '/bin/false'

const tell = (message) => {
  try {
    fs.writeSync(PIPE, `${JSON.stringify(message)}\n`)
  } catch {
    // whoever listened is gone, and this process with it
  }
}

function die(at) {
  tell({ died: at })
  // All of the app: its helper processes are of its group, which was made for it.
  process.kill(0, 'SIGKILL')
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
}

/** This moment has come: dies if it is the one. `first` is done before, where a half is wanted. */
function reach(name, first = () => undefined) {
  if (name !== moment || --nth > 0) return
  moment = null
  if (late > 0) return void realTimeout(() => die(name), late)
  first()
  die(name)
}

// The clock of the day, which may be wrong, and the pauses, which may be shorter than they should.
const RealDate = Date
const realTimeout = globalThis.setTimeout
const realNow = performance.now.bind(performance)
let { shift = 0 } = wanted
const { speed = 1 } = wanted

globalThis.Date = class extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(RealDate.now() + shift)
    else super(...given)
  }
  static now() {
    return RealDate.now() + shift
  }
}
const begun = realNow()
performance.now = () => begun + (realNow() - begun) * speed
/** Milliseconds from which on it is no pause but a patience, which is as long as it should be. */
const patience = 5_000
globalThis.setTimeout = (action, ms = 0, ...rest) =>
  realTimeout(action, ms >= patience ? ms : ms / speed, ...rest)

// The disk: each step of a durable write, told apart by what is written.
const { open, rename } = fs.promises
const temporary = /^(.+\.json)\.[^/]+\.tmp$/

/** `new`: a capture that was not there; `mark`: one that was; `draft`; null for any other file. */
function kindOf(path) {
  const file = String(path)
  if (basename(file) === 'draft.json') return 'draft'
  if (basename(dirname(file)) !== 'captures') return null
  return fs.existsSync(file) ? 'mark' : 'new'
}

/** What a slow disk does: one of the four threads that all files are written by stands still. */
let standStill = async () => undefined
if (wanted.slowDisk) {
  const fifo = join(tmpdir(), `quickplan-slow-disk-${process.pid}`)
  execFileSync('mkfifo', [fifo])
  const ends = fs.openSync(fifo, 'r+')
  fs.unlinkSync(fifo)
  standStill = () =>
    new Promise((resolve) => {
      realTimeout(() => fs.writeSync(ends, 'x'), wanted.slowDisk)
      fs.read(ends, Buffer.alloc(1), 0, 1, null, resolve)
    })
}

let lastRenamed = null
fs.promises.open = async (path, flags, ...rest) => {
  const [, target] = temporary.exec(String(path)) ?? []
  const kind = target === undefined ? null : kindOf(target)
  if (kind) reach(`temporary-${kind}`)
  const handle = await open(path, flags, ...rest)
  if (kind) {
    const { writeFile, sync } = handle
    handle.writeFile = async (content, ...more) => {
      reach(`half-${kind}`, () => fs.writeSync(handle.fd, String(content).slice(0, content.length / 2)))
      await writeFile.call(handle, content, ...more)
      reach(`written-${kind}`)
    }
    handle.sync = async () => {
      await standStill()
      await sync.call(handle)
      reach(`synced-${kind}`)
    }
  } else if (flags === 'r' && lastRenamed?.folder === String(path)) {
    const { sync } = handle
    const renamed = lastRenamed.kind
    handle.sync = async () => {
      await standStill()
      await sync.call(handle)
      reach(`kept-${renamed}`)
    }
  }
  return handle
}
fs.promises.rename = async (from, to) => {
  const kind = temporary.test(String(from)) ? kindOf(to) : null
  if (kind) reach(`rename-${kind}`)
  await rename(from, to)
  if (kind) {
    lastRenamed = { folder: dirname(String(to)), kind }
    reach(`renamed-${kind}`)
  }
  if (basename(String(to)) === 'endpoint.json') tell({ event: 'socket' })
}
syncBuiltinESMExports()

// The network: the moments around each kind of call.
const realFetch = globalThis.fetch
globalThis.fetch = async (address, ...rest) => {
  const method = new URL(String(address?.url ?? address)).pathname.split('/').filter(Boolean).at(-1) ?? ''
  const answer = realFetch(address, ...rest)
  reach(`asked-${method}`)
  const reply = await answer
  reach(`replied-${method}`)
  return reply
}

// The browser: somebody who says yes to whatever portal asks.
shell.openExternal = async (address) => {
  if (!new URL(address).pathname.startsWith('/oauth/authorize')) return
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
  await realFetch(address, { method: 'POST', headers, body: 'user=1' }).catch(() => undefined)
}

// What the soak run asks for.
const page = () =>
  BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().includes('/capture/index.html'))

async function loaded() {
  for (;;) {
    const window = page()
    const run = (code) => window.webContents.executeJavaScript(code)
    if (
      window &&
      !window.webContents.isLoading() &&
      (await run("Boolean(document.querySelector('textarea'))"))
    ) {
      return { window, run }
    }
    await new Promise((resolve) => realTimeout(resolve, 20))
  }
}

async function until(probe) {
  while (!(await probe())) await new Promise((resolve) => realTimeout(resolve, 15))
}

async function press(window, key, code, virtual) {
  const send = (type) =>
    window.webContents.debugger.sendCommand('Input.dispatchKeyEvent', {
      ...{ type, key, code, windowsVirtualKeyCode: virtual },
    })
  await send('rawKeyDown')
  await send('keyUp')
}

/** Types into the field, in place of all that is in it. */
async function type(text) {
  const { window, run } = await loaded()
  await until(() => window.isVisible())
  await run("document.querySelector('textarea').focus(); document.querySelector('textarea').select()")
  if (!window.webContents.debugger.isAttached()) window.webContents.debugger.attach()
  await window.webContents.debugger.sendCommand('Input.insertText', { text })
  return { window, run }
}

const actions = {
  /** The computer has slept for so long. */
  sleep: ({ ms }) => {
    shift += ms
    powerMonitor.emit('resume')
  },
  invoke: async ({ name, input }) => {
    const { run } = await loaded()
    return run(`window.transport.invoke(${JSON.stringify(name)}, ${JSON.stringify(input)})`)
  },
  attach: async ({ name, size }) => {
    const { run } = await loaded()
    return run(`window.transport.attach([new File(['x'.repeat(${Number(size)})], ${JSON.stringify(name)})])`)
  },
  type: async ({ text }) => void (await type(text)),
  /** Types and presses Enter. Answers whether the window has gone: that is when the thought is safe. */
  save: async ({ text }) => {
    const { window, run } = await type(text)
    await press(window, 'Enter', 'Enter', 13)
    const isRefused = () => run("Boolean(document.querySelector('[role=alert]')?.textContent.trim())")
    await until(async () => !window.isVisible() || (await isRefused()))
    return { hidden: !window.isVisible() }
  },
}

const socket = new net.Socket({ fd: PIPE })
let pending = ''
socket.setEncoding('utf8').on('data', (part) => {
  pending += part
  const lines = pending.split('\n')
  pending = lines.pop() ?? ''
  for (const line of lines) {
    const { id, action, ...given } = JSON.parse(line)
    app
      .whenReady()
      .then(() => actions[action](given))
      .then(
        (value) => tell({ id, value: value ?? null }),
        (error) => tell({ id, error: String(error) }),
      )
  }
})
socket.on('error', () => undefined)
// Whoever started the app has gone without ending it.
socket.on('close', () => process.kill(0, 'SIGKILL'))
