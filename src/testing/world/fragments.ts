import type { ChatMessageFragment } from '../../endpoints/chat/getPinnedChatMessage.ts'
import { cheermotePrefixes, cheermoteTiers } from './cheermotes.ts'
import { emotesIn } from './emotes.ts'
import { asUser, usersOf } from './users.ts'
import type { World } from './world.ts'

const plain = (text: string): ChatMessageFragment => ({
  type: 'text',
  text,
  cheermote: null,
  emote: null,
  mention: null,
})

/** The pieces of a message: emotes, cheermotes, mentions of people, and the text between them. */
export function fragmentsOf(world: World, channelId: string, text: string): ChatMessageFragment[] {
  const { byId, byLogin } = usersOf(world)
  const channel = byId(channelId)
  const emotes = channel ? emotesIn(world, channel) : new Map()
  const prefixes = cheermotePrefixes(channel).map(prefix => prefix.toLowerCase())
  const pieceOf = (word: string): ChatMessageFragment => {
    const emote = emotes.get(word)
    if (emote) return { ...plain(word), type: 'emote', emote }
    const [, prefix = '', amount = ''] = /^([a-z]+)([1-9]\d*)$/i.exec(word) ?? []
    if (prefixes.includes(prefix.toLowerCase())) {
      const bits = Number(amount)
      const [tier] = cheermoteTiers.filter(([least]) => least <= bits).at(-1) ?? [1]
      return { ...plain(word), type: 'cheermote', cheermote: { prefix, bits, tier } }
    }
    const person = word.startsWith('@') ? byLogin(word.slice(1)) : undefined
    return person ? { ...plain(word), type: 'mention', mention: asUser(person) } : plain(word)
  }
  const pieces: ChatMessageFragment[] = []
  // A mention may have something right before or behind it, such as a comma.
  for (const word of text.split(/(\s+|@\w+)/).filter(word => word !== '')) {
    const piece = pieceOf(word)
    const last = pieces.at(-1)
    if (piece.type === 'text' && last?.type === 'text') last.text += piece.text
    else pieces.push(piece)
  }
  return pieces
}
