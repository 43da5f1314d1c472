import { alertTypes, partNames } from '../../demo/overlay/settings.ts'
import fc from '../tools/fastCheck.ts'

/** What somebody who means no good may write in place of a text. */
const hostileTexts = [
  '<img src=x onerror=alert(1)>',
  '<script>document.title="hacked"</script>',
  '{name}{name}{constructor}{__proto__}',
  '"><svg onload=alert(1)>',
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
  `data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg"><image href="https://evil.example/1"/><script>parent.document.title="hacked"</script></svg>`,
  `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg"><style>@import "https://evil.example/2"</style><foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="https://evil.example/3"/></foreignObject></svg>')}`,
  'data:audio/mpeg;base64,AAAA',
  'http://evil.example/picture.png',
  '//evil.example/picture.png',
  'https:/\\user:secret@evil.example/x',
  'file:///etc/passwd',
  'blob:https://evil.example/1',
  'url(https://evil.example/x)',
  '1px;background:url(https://evil.example/x)',
  '\u0000\u001b[2J',
  '\u202Ereversed',
  'a'.repeat(3000),
]

/** Keys of settings, and of what every object has. */
const keys = [
  ...partNames,
  ...alertTypes,
  ...['theme', 'motion', 'volume', 'channel', 'parts', 'labels', 'chat', 'alerts', 'on', 'x', 'y', 'width', 'height'],
  ...['text', 'title', 'picture', 'sound', 'time', 'minimum', 'expiry', 'fade', 'viewers', 'followers', 'latest'],
  ...['__proto__', 'constructor', 'toString', 'token', 'client_secret', ''],
]

const leaf = fc.oneof(
  fc.constantFrom(...hostileTexts),
  fc.string(),
  fc.double(),
  fc.integer({ min: -10_000, max: 10_000 }),
  fc.constantFrom(null, true, false, 1e308, -0, [], {}, [[]]),
)

const { tree } = fc.letrec<{ tree: unknown }>(tie => ({
  tree: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc.dictionary(fc.constantFrom(...keys), tie('tree'), { maxKeys: 8 }),
  ),
}))

const place = fc.record(
  { on: fc.oneof(fc.boolean(), leaf), x: leaf, y: leaf, width: leaf, height: leaf, text: leaf },
  { requiredKeys: [] },
)
const alert = fc.record(
  { on: leaf, title: leaf, text: leaf, picture: leaf, sound: leaf, time: leaf, minimum: leaf },
  { requiredKeys: [] },
)

/** In the shape of settings, with anything in its leaves. */
const likeSettings = fc.record(
  {
    theme: leaf,
    motion: leaf,
    volume: leaf,
    channel: leaf,
    parts: fc.dictionary(fc.constantFrom(...partNames), place),
    alerts: fc.dictionary(fc.constantFrom(...alertTypes), alert),
    labels: tree,
    chat: tree,
    token: leaf,
  },
  { requiredKeys: [] },
)

const encode = (value: unknown) => `1.${Buffer.from(JSON.stringify(value) ?? '').toString('base64url')}`

/** Settings of an address that anybody may have written: made up, cut off, changed, or of another version. */
export const hostileFragments: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: likeSettings.map(encode) },
  { weight: 2, arbitrary: tree.map(encode) },
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.tuple(likeSettings.map(encode), fc.nat(200)).map(([text, end]) => text.slice(0, end)),
  fc.uint8Array({ maxLength: 300 }).map(bytes => `1.${Buffer.from(bytes).toString('base64url')}`),
  fc.integer({ min: -1, max: 99_999 }).map(version => `${version}.e30`),
  fc.constantFrom('', '1.', '1.e30', '1.bnVsbA', '1.W10', 'a'.repeat(5000), `1.${'W'.repeat(4000)}`),
)
