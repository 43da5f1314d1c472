/** One line of IRC, in its parts. */
export interface IRCMessage {
  /** Its tags, without the escapes. A tag without a value is `''`. */
  readonly tags: Readonly<Record<string, string | undefined>>
  /** Who sent it, such as `ronni!ronni@ronni.tmi.twitch.tv`; `''` if the line does not say. */
  readonly prefix: string
  /** Such as `PRIVMSG`; `''` if the line has none. */
  readonly command: string
  /** The words after the command, without `trailing`. */
  readonly params: readonly string[]
  /** The text after ` :`; `null` if there is none. */
  readonly trailing: string | null
}

const escapes: Readonly<Record<string, string>> = { ':': ';', s: ' ', r: '\r', n: '\n' }

const withoutEscapes = (value: string) => value.replace(/\\(.?)/gs, (_, letter: string) => escapes[letter] ?? letter)

const withoutEnd = (text: string, end: string) => (text.endsWith(end) ? text.slice(0, -1) : text)

/**
 * Takes a line of Twitch's IRC apart. It never throws: parts that a line does not have are empty.
 *
 * @param line - One line. A line break at its end is left out.
 * @see https://dev.twitch.tv/docs/chat/irc
 * @example
 * ```ts
 * import { parseIRC } from 'tinyhelix/chat'
 *
 * const { tags, params, trailing } = parseIRC('@id=1;color=#FF0000 :ronni!r@r PRIVMSG #dallas :Hello chat')
 * console.log(tags['color'], params[0], trailing) // '#FF0000', '#dallas', 'Hello chat'
 * ```
 */
export function parseIRC(line: string): IRCMessage {
  const tags: Record<string, string> = Object.create(null)
  let rest = withoutEnd(withoutEnd(line, '\n'), '\r')
  if (rest.startsWith('@')) {
    const space = rest.indexOf(' ')
    const end = space < 0 ? rest.length : space
    for (const tag of rest.slice(1, end).split(';')) {
      const equals = tag.indexOf('=')
      const value = equals < 0 ? '' : tag.slice(equals + 1)
      tags[equals < 0 ? tag : tag.slice(0, equals)] = value.includes('\\') ? withoutEscapes(value) : value
    }
    rest = rest.slice(end)
  }
  rest = rest.trimStart()
  const colon = rest.indexOf(' :')
  const words = (colon < 0 ? rest : rest.slice(0, colon)).split(' ').filter(word => word)
  const prefix = words[0]?.startsWith(':') ? (words.shift() ?? '').slice(1) : ''
  const [command = '', ...params] = words
  return { tags, prefix, command, params, trailing: colon < 0 ? null : rest.slice(colon + 2) }
}
