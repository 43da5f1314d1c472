import type { EventChatMessage } from '../../../eventsub/parts/chatMessage.ts'
import type { EventMessage } from '../../../eventsub/parts/message.ts'
import { channelChatMessage } from '../../../eventsub/types/channelChatMessage.ts'
import { colorOf } from '../../helix/families/chatColors.ts'
import { badgesOf } from '../../world/badges.ts'
import type { ChatMessage } from '../../world/chatMessages.ts'
import { fragmentsOf } from '../../world/fragments.ts'
import type { Person } from '../../world/users.ts'
import type { World } from '../../world/world.ts'
import { type Caused, event } from './causes.ts'
import { ofChannel } from './people.ts'

/** A message with its pieces, as chat shows them. */
export const inPieces = (world: World, channel: Person, text: string): EventChatMessage => ({
  text,
  fragments: fragmentsOf(world, channel.id, text),
})

/** A message as AutoMod shows its pieces: it does not tell of mentions, and little of emotes. */
export const inPiecesForModerators = (world: World, channel: Person, text: string): EventMessage => ({
  text,
  fragments: fragmentsOf(world, channel.id, text).map(({ type, text, emote, cheermote }) => ({
    type: type === 'mention' ? 'text' : type,
    text,
    emote: emote && { id: emote.id, emote_set_id: emote.emote_set_id },
    cheermote,
  })),
})

/** How someone's name is shown in a chat. */
export const shownAs = (world: World, channel: Person, sender: Person) => ({
  chatter_user_id: sender.id,
  chatter_user_login: sender.login,
  chatter_user_name: sender.display_name,
  ...colorOf(world, sender.id),
  badges: badgesOf(world, channel, sender),
})

function replyTo(parent: ChatMessage) {
  let thread = parent
  while (thread.parent) thread = thread.parent
  return {
    parent_message_id: parent.id,
    parent_message_body: parent.text,
    parent_user_id: parent.sender.id,
    thread_message_id: thread.id,
    thread_user_id: thread.sender.id,
  }
}

/** A message that appears in a channel's chat. */
export function chatMessageSent(
  world: World,
  channel: Person,
  { id, sender, text, parent }: Pick<ChatMessage, 'id' | 'sender' | 'text' | 'parent'>,
): Caused {
  const message = inPieces(world, channel, text)
  const bits = message.fragments.reduce((sum, { cheermote }) => sum + (cheermote?.bits ?? 0), 0)
  return event(channelChatMessage, {
    ...ofChannel(channel),
    ...shownAs(world, channel, sender),
    message_id: id,
    message,
    message_type: 'text',
    cheer: bits ? { bits } : null,
    reply: parent && replyTo(parent),
    channel_points_custom_reward_id: null,
    source_broadcaster_user_id: null,
    source_message_id: null,
    source_badges: null,
    is_source_only: null,
  })
}
