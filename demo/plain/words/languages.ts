const names = new Intl.DisplayNames('en', { type: 'language' })

/** The name of one of Twitch's languages, which are ISO 639-1 codes and `other`; `''` of `''`. */
export const languageName = (code: string): string => (code === 'other' ? 'Other' : code && (names.of(code) ?? code))
