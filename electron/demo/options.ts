import type { TitleStorage } from './data/titles.ts'
import type { Language, Variant } from './context.ts'
import type { SeedSize } from './data/seed-large.ts'
import type { Control } from './http/control.ts'
import type { Faults } from './http/faults.ts'
import type { Limits } from './http/limits.ts'
import type { CardOptions } from './oauth/card.ts'

/** A portal over TLS. Whoever asks for a name that its certificate has is answered. */
export type PortalTls = {
  cert: string
  key: string
  /** Its address where another one leads to it, such as a proxy: `https://portal.office.test`. */
  address?: string
  /** The host that hands out its tokens. Default: its own. */
  tokenServer?: string
}

/** How a demo portal is started; everything but `file` and `key` has a default. */
export type DemoPortalOptions = {
  /** The JSON file that keeps the data; null: memory only. */
  file: string | null
  /** Secret that the webhook codes and the application's key are derived from. */
  key: string
  /** 0, the default: any free one. */
  port?: number
  /** Starts from the seed and replaces the data. */
  fresh?: boolean
  /** A larger seed than usual. */
  size?: SeedSize
  /** Of the seeded My Plan, of new default stages and of the web pages. */
  language?: Language
  now?: () => Date
  /** The card of the local application that people sign in with. */
  oauth?: CardOptions
  /** Limits as a real portal has them, or some of one's own; none by default. */
  limits?: boolean | Partial<Limits>
  /** Offers an address where others can make calls go wrong; none by default. */
  control?: Control | null
  /** Speaks TLS with this certificate and key, PEM; plain http by default. */
  tls?: PortalTls | undefined
  /** `snapshot` by default. */
  variant?: Variant
  /** False: an older portal without REST 3.0, where every method of it is unknown; true by default. */
  rest3?: boolean
  /** `encoding` by default. */
  titles?: TitleStorage
  /** For tests: what shall go wrong. */
  faults?: Faults
  /** For tests: told of every code and token that is handed out. */
  onIssue?: (secret: string) => void
  /** Bytes that a request may hold, 64 MB by default. */
  bodyLimit?: number
  /** The data file could not be read and was renamed to `setAside` (null if even that failed); the seed is used. */
  onDamaged?: (setAside: string | null) => void
  /** The data could not be written; the portal goes on and tries again with the next change. */
  onWriteFailed?: (error: unknown) => void
}
