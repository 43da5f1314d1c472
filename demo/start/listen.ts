import type { HelixClient } from 'tinyhelix'
import {
  channelChatMessage,
  channelFollow,
  channelHypeTrainBegin,
  channelPollBegin,
  channelRaid,
  createEventSub,
} from 'tinyhelix/eventsub'

/** Says what happens in the channel of the signed-in user. */
export function listen(client: HelixClient, say: (text: string) => void) {
  const events = createEventSub(client)
  events.on(channelChatMessage, chat => say(`${chat.chatter_user_name}: ${chat.message.text}`))
  events.on(channelFollow, follow => say(`${follow.user_name} follows.`))
  events.on(channelRaid, raid => say(`${raid.from_broadcaster_user_name} raids with ${raid.viewers} viewers.`))
  events.on(channelPollBegin, poll => say(`A poll starts: ${poll.title}`))
  events.on(channelHypeTrainBegin, train => say(`A Hype Train starts at level ${train.level}.`))
  return events
}
