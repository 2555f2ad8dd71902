// npm run feed: what the app's updates are read from, signed. See --help.
import { createHash, createPrivateKey, generateKeyPairSync, sign } from 'node:crypto'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { parseArgs } from 'node:util'

const usage = `Signs the packages of one version for the app's updates.

npm run feed -- --new-key FILE                   makes a key, keeps it in FILE, prints its public half
npm run feed -- --key FILE --target linux-x64 --version 1.2.3 PACKAGE…
                                                 writes linux-x64.json and linux-x64.json.sig beside the packages`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    'new-key': { type: 'string' },
    key: { type: 'string' },
    target: { type: 'string', default: `${process.platform}-${process.arch}` },
    version: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})

if (values['new-key'] !== undefined) makeKey(values['new-key'])
else if (values.help || !values.key || !values.version || positionals.length === 0) {
  console.log(usage)
  process.exitCode = values.help ? 0 : 2
} else {
  writeFeed(values.key, values.target, values.version, positionals)
}

function makeKey(file: string): void {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  writeFileSync(file, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600, flag: 'wx' })
  const words = publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
  console.log(`QUICKPLAN_UPDATE_KEY=${words}`)
}

function writeFeed(key: string, target: string, version: string, packages: readonly string[]): void {
  const files = packages.map((path) => ({
    url: basename(path),
    sha512: createHash('sha512').update(readFileSync(path)).digest('base64'),
    size: statSync(path).size,
  }))
  const text = `${JSON.stringify({ target, version, releasedAt: new Date().toISOString(), files }, null, 2)}\n`
  const place = join(dirname(packages[0] ?? '.'), `${target}.json`)
  writeFileSync(place, text)
  writeFileSync(
    `${place}.sig`,
    `${sign(null, Buffer.from(text), createPrivateKey(readFileSync(key))).toString('base64')}\n`,
  )
  console.log(place)
}
