import { messageText } from '../eventsub/messageText.ts'
import type { EventChatFragment, EventChatMessage } from '../eventsub/parts/chatMessage.ts'
import type { IRCMessage } from './parseIRC.ts'

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

/** Where emotes and GIFs stand in the text. Of `gifs`, the URLs may contain commas. */
function picturesOf({ emotes, gifs }: IRCMessage['tags']): Range[] {
  const ranges: Range[] = []
  for (const list of emotes?.split('/') ?? []) {
    const [id = '', places = ''] = list.split(':')
    for (const place of places.split(',')) {
      ranges.push(rangeOf(place, { type: 'emote', emote: { id, emote_set_id: '', owner_id: '', format: ['static'] } }))
    }
  }
  for (const gif of gifs?.split(/,(?=\d+-\d+\|)/) ?? []) {
    const [place = '', gif_id = '', ...url] = gif.split('|')
    ranges.push(rangeOf(place, { type: 'gif', gif: { gif_id, url: url.join('|') } }))
  }
  return ranges
}

/** The smallest amounts of Bits of the tiers. */
const tiers = [10_000, 5000, 1000, 100]

/** The words outside of pictures that add up to the Bits of a message. */
function cheersOf(text: string, pictures: readonly Range[], bits: number): Range[] {
  const words = [...text.matchAll(/(^|\s)([a-z\d]*[a-z])([1-9]\d*)(?=\s|$)/gi)].map(match => {
    const [whole, space = '', prefix = '', digits] = match
    const start = match.index + space.length
    const amount = Number(digits)
    const tier = tiers.find(least => least <= amount) ?? 1
    const more = { type: 'cheermote', cheermote: { prefix, bits: amount, tier } }
    return { start, end: match.index + whole.length, amount, more }
  })
  // Other words may look the same: it looks for those whose sum is right, but not for ever.
  let steps = 1000
  const choose = (from: number, left: number): Range[] | null => {
    if (!left) return []
    for (let index = from; index < words.length && steps-- > 0; index++) {
      const word = words[index]
      if (!word || word.amount > left || pictures.some(({ start, end }) => start < word.end && word.start < end))
        continue
      const others = choose(index + 1, left - word.amount)
      if (others) return [word, ...others]
    }
    return null
  }
  return choose(0, bits) ?? []
}

/** The text of a line, whole and in pieces. Places in it count code points, without the `ACTION` of a `/me`. */
export function chatMessageOf({ tags, trailing }: IRCMessage): EventChatMessage {
  const whole = trailing ?? ''
  const text = messageText({ text: whole })
  /** The same with one letter for each code point. */
  const flat = text.replace(/[\ud800-\udbff][\udc00-\udfff]/g, '-')
  const points = flat === text ? null : Array.from(text)
  const fragments: EventChatFragment[] = []
  let at = 0
  const add = (end: number, more?: Range['more']) => {
    const piece = points?.slice(at, end).join('') ?? text.slice(at, end)
    const fragment: EventChatFragment = { type: 'text', text: piece, emote: null, cheermote: null, mention: null }
    if (piece) fragments.push(Object.assign(fragment, more))
    at = end
  }
  const ranges = picturesOf(tags)
  const bits = Number(tags['bits'])
  if (bits > 0) ranges.push(...cheersOf(flat, ranges, bits))
  for (const { start, end, more } of ranges.sort((one, other) => one.start - other.start)) {
    // Places that make no sense are left out.
    if (!(start >= at && end > start && end <= flat.length)) continue
    add(start)
    add(end, more)
  }
  add(flat.length)
  return { text: whole, fragments }
}
