import type { EndpointSpec, TokenKind } from 'tinyhelix'
import type { PageText } from './texts.ts'

/** Twitch's name for an endpoint, from the address of its page: `#get-streams`. */
export const twitchName = ({ see, name }: PageText): string => {
  const anchor = /#([\w-]+)$/.exec(see)?.[1]
  return (anchor ?? name.replace(/([A-Z])/g, '-$1'))
    .split('-')
    .map(word => word.replace(/^\w/, letter => letter.toUpperCase()))
    .join(' ')
}

const kinds: Readonly<Record<TokenKind, string>> = {
  user: 'a user',
  app: 'an application',
  extension: 'an extension’s front end',
  jwt: 'an extension’s backend',
}

/** Who may call an endpoint. */
export const tokensInWords = ({ tokens }: EndpointSpec): string => {
  if (!tokens.length) return 'nobody needs to be signed in'
  const words = [...tokens].sort((a, b) => (a === 'user' ? -1 : b === 'user' ? 1 : 0)).map(kind => kinds[kind])
  return words.length < 2 ? `${words[0]}` : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}

const results: Readonly<Record<EndpointSpec['result'], string>> = {
  one: 'the row; rejects with `not_found` if there is none',
  maybe: 'the row, or `null` if there is none',
  list: 'all rows',
  object: 'one object',
  envelope: 'the whole answer',
  page: 'rows in pages: `await` gives the first page, `for await` all rows',
  text: 'text',
  void: 'nothing; it resolves when Twitch has accepted the call',
}

export const resultInWords = ({ result, maxFirst }: EndpointSpec): string =>
  `${results[result]}${result === 'page' && maxFirst ? `, up to ${maxFirst} a page` : ''}`
