/** Options of {@link extensionPolicy}: the allowlists of the extension, and the fake in Twitch's place. */
export interface ExtensionPolicyOptions {
  /** “Allowlist for URL Fetching Domains”: the origins that pages may call, such as the backend's. @defaultValue none */
  readonly connect?: readonly string[] | undefined
  /** “Allowlist for Image Domains”. @defaultValue none */
  readonly images?: readonly string[] | undefined
  /** “Allowlist for Media Domains”. @defaultValue none */
  readonly media?: readonly string[] | undefined
  /** The URL of a served fake. Its script, API and images are then allowed as Twitch's are. @defaultValue none */
  readonly fake?: string | undefined
}

/** Twitch allows Google Analytics in every extension. */
const analytics = 'https://*.google-analytics.com https://www.googletagmanager.com'

/**
 * Returns the Content-Security-Policy that Twitch sends with every file of an extension. Send it as a header while you
 * develop, and a page that works will also work at Twitch, which applies its policy from Hosted Test on. `frame-ancestors` is
 * left out: it says where a page may be framed, not what it may do.
 *
 * @example
 * ```ts
 * import { extensionPolicy } from 'tinyhelix/testing'
 * import { createServer } from 'vite'
 *
 * const policy = extensionPolicy({ connect: ['https://ebs.example'], fake: 'http://localhost:4000' })
 * await createServer({ server: { headers: { 'Content-Security-Policy': policy } } })
 * ```
 */
export function extensionPolicy({ connect = [], images = [], media = [], fake }: ExtensionPolicyOptions = {}): string {
  const at = (path: string) => (fake === undefined ? [] : [new URL(path, fake).href])
  const directives = {
    'default-src': ["'self'"],
    'script-src': ["'self'", 'https://extension-files.twitch.tv', analytics, ...at('/twitch-ext.min.js')],
    'style-src': ["'self'", "'unsafe-inline'", 'https://fonts.googleapis.com'],
    'font-src': ["'self'", 'https://fonts.googleapis.com', 'https://fonts.gstatic.com'],
    'connect-src': [
      "'self'",
      'https://api.twitch.tv',
      'wss://pubsub-edge.twitch.tv',
      analytics,
      'https://stats.g.doubleclick.net',
      ...at('/helix/'),
      ...connect,
    ],
    'img-src': ["'self'", 'data:', 'blob:', 'https://static-cdn.jtvnw.net', analytics, ...at('/images/'), ...images],
    'media-src': ["'self'", 'data:', 'blob:', ...media],
  }
  return Object.entries(directives)
    .map(([name, sources]) => [name, ...sources].join(' '))
    .join('; ')
}
