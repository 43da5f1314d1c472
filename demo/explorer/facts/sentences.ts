/** The first sentence of a description. */
export const firstSentence = ([first = '']: readonly string[]): string => /^.*?\.(?=\s|$)/s.exec(first)?.[0] ?? first
