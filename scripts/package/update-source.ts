import { createPublicKey } from 'node:crypto'
import type { UpdateSource } from '../../electron/updates/source.ts'

/**
 * Where the app that is being packaged looks for updates: QUICKPLAN_UPDATE_FEED, an https address, together with
 * QUICKPLAN_UPDATE_KEY, an Ed25519 public key (SPKI, DER, base64). Without both it never looks. Throws where one is
 * missing or wrong.
 */
export function updateSource(env: NodeJS.ProcessEnv): UpdateSource | null {
  const feed = env['QUICKPLAN_UPDATE_FEED'] ?? ''
  const publicKey = env['QUICKPLAN_UPDATE_KEY'] ?? ''
  if (feed === '' && publicKey === '') return null
  if (!/^https:\/\//.test(feed) || !URL.canParse(feed)) {
    throw new Error('QUICKPLAN_UPDATE_FEED must be an https address.')
  }
  if (!isEd25519(publicKey)) {
    throw new Error(
      'QUICKPLAN_UPDATE_KEY must be an Ed25519 public key: without one no update could be trusted.',
    )
  }
  return { feed, publicKey }
}

function isEd25519(key: string): boolean {
  try {
    const read = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' })
    return read.asymmetricKeyType === 'ed25519'
  } catch {
    return false // not a key at all
  }
}
