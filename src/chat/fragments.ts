import type { EventChatFragment, EventChatMessage } from '../eventsub/parts/chatMessage.ts'
import type { IRCMessage } from './parseIRC.ts'

const textFragment = (text: string): EventChatFragment => ({
  type: 'text',
  text,
  emote: null,
  cheermote: null,
  mention: null,
})

/** The smallest amounts of Bits of the tiers. */
const tiers = [10_000, 5000, 1000, 100]

/** A piece of the text that is not plain text. `start` and `end` count code points. */
interface Range {
  readonly start: number
  readonly end: number
  readonly more: Partial<EventChatFragment>
}

const rangeOf = (place: string, more: Range['more']): Range => {
  const [, start, end] = /^(\d+)-(\d+)$/.exec(place) ?? []
  return { start: Number(start), end: Number(end) + 1, more }
}

/** The places of emotes and GIFs. Of `gifs`, the URLs may contain commas. */
function rangesOf({ emotes, gifs }: IRCMessage['tags']): Range[] {
  const ranges: Range[] = []
  for (const list of emotes?.split('/') ?? []) {
    const [id = '', places = ''] = list.split(':')
    const emote = { id, emote_set_id: '', owner_id: '', format: ['static'] }
    for (const place of places.split(',')) ranges.push(rangeOf(place, { type: 'emote', emote: { ...emote } }))
  }
  for (const gif of gifs?.split(/,(?=\d+-\d+\|)/) ?? []) {
    const [place = '', gif_id = '', ...url] = gif.split('|')
    ranges.push(rangeOf(place, { type: 'gif', gif: { gif_id, url: url.join('|') } }))
  }
  return ranges.sort((one, other) => one.start - other.start)
}

/** The words of a message that add up to its Bits become cheermotes. */
function withCheermotes(fragments: readonly EventChatFragment[], bits: number): EventChatFragment[] {
  const pieces = fragments.flatMap(piece =>
    piece.type === 'text'
      ? piece.text
          .split(/(\s+)/)
          .filter(word => word)
          .map(textFragment)
      : piece,
  )
  const cheers = pieces.flatMap(piece => {
    const [, prefix, amount] = (piece.type === 'text' && /^([a-z\d]*[a-z])([1-9]\d*)$/i.exec(piece.text)) || []
    return prefix ? { piece, prefix, bits: Number(amount) } : []
  })
  // Other words may look the same: it looks for those whose sum is right, but not for ever.
  let steps = 1000
  const choose = (from: number, left: number): typeof cheers | null => {
    if (!left) return []
    for (let index = from; index < cheers.length && steps-- > 0; index++) {
      const cheer = cheers[index]
      const others = cheer && cheer.bits <= left && choose(index + 1, left - cheer.bits)
      if (others) return [cheer, ...others]
    }
    return null
  }
  for (const { piece, prefix, bits: amount } of choose(0, bits) ?? []) {
    piece.type = 'cheermote'
    piece.cheermote = { prefix, bits: amount, tier: tiers.find(least => least <= amount) ?? 1 }
  }
  const merged: EventChatFragment[] = []
  for (const piece of pieces) {
    const last = merged.at(-1)
    if (last?.type === 'text' && piece.type === 'text') last.text += piece.text
    else merged.push(piece)
  }
  return merged
}

/** The text of a line, whole and in pieces. Places in it count code points, without the `ACTION` of a `/me`. */
export function chatMessageOf({ tags, trailing }: IRCMessage): EventChatMessage {
  const whole = trailing ?? ''
  const isAction = whole.startsWith('\u0001ACTION ')
  const text = isAction ? whole.slice(8, whole.endsWith('\u0001') ? -1 : undefined) : whole
  const fragments: EventChatFragment[] = []
  const ranges = tags['emotes'] || tags['gifs'] ? rangesOf(tags) : []
  const points = ranges.length && /[\ud800-\udfff]/.test(text) ? Array.from(text) : null
  const slice = (from: number, to?: number) => points?.slice(from, to).join('') ?? text.slice(from, to)
  const { length } = points ?? text
  let at = 0
  const addText = (to?: number) => {
    const piece = slice(at, to)
    if (piece) fragments.push(textFragment(piece))
  }
  for (const { start, end, more } of ranges) {
    // Places that make no sense are left out.
    if (!(start >= at && end > start && end <= length)) continue
    addText(start)
    fragments.push(Object.assign(textFragment(slice(start, end)), more))
    at = end
  }
  addText()
  const bits = Number(tags['bits'])
  return { text: whole, fragments: bits > 0 ? withCheermotes(fragments, bits) : fragments }
}
