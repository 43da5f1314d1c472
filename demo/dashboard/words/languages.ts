const names = new Intl.DisplayNames('en', { type: 'language' })

/** What Twitch takes as a stream's language: ISO 639-1 codes, and `other`. */
const codes = 'ar bg ca cs da de el en es fi fr hi hu id it ja ko ms nl no pl pt ro ru sk sv th tl tr uk vi zh'.split(
  ' ',
)

export const languages: readonly (readonly [code: string, name: string])[] = [
  ...codes.map(code => [code, names.of(code) ?? code] as const).sort(([, a], [, b]) => a.localeCompare(b)),
  ['other', 'Other'],
]
