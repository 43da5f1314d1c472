import { startCommercial } from '../../../endpoints/ads/startCommercial.ts'
import { modifyChannelInformation } from '../../../endpoints/channels/modifyChannelInformation.ts'
import { updateUser } from '../../../endpoints/users/updateUser.ts'
import { channelAdBreakBegin } from '../../../eventsub/types/channelAdBreakBegin.ts'
import { channelUpdate } from '../../../eventsub/types/channelUpdate.ts'
import { userUpdate } from '../../../eventsub/types/userUpdate.ts'
import { channelOf } from '../../world/channels.ts'
import { usersOf } from '../../world/users.ts'
import { timestamp, type World } from '../../world/world.ts'
import { causes, differ, event, onlyIf, type WriteEvents } from './causes.ts'
import { ofChannel, ofUser } from './people.ts'

/** What `channel.update` tells of a channel. */
function toldOf(world: World, channelId: string) {
  const channel = channelOf(world, channelId)
  return {
    title: channel?.title ?? '',
    language: channel?.broadcaster_language ?? '',
    category_id: channel?.game_id ?? '',
    category_name: channel?.game_name ?? '',
    content_classification_labels: [...(channel?.content_classification_labels ?? [])],
  }
}

export const channel: readonly WriteEvents[] = [
  causes(startCommercial, {
    events: ({ world, params, channel, actor }) => [
      event(channelAdBreakBegin, {
        ...ofChannel(channel),
        duration_seconds: params.length,
        started_at: timestamp(world.now()),
        is_automatic: false,
        requester_user_id: actor.id,
      }),
    ],
  }),
  causes(modifyChannelInformation, {
    before: ({ world, channelId }) => toldOf(world, channelId),
    events: ({ world, channelId, channel, before }) => {
      const told = toldOf(world, channelId)
      return onlyIf(differ(before, told), event(channelUpdate, { ...ofChannel(channel), ...told }))
    },
  }),
  causes(updateUser, {
    // The user is the one who is signed in.
    before: ({ world, channelId }) => usersOf(world).byId(channelId)?.description,
    events: ({ actor, before, row }) => {
      const { description } = row
      // Anyone may subscribe, whereas the address is for applications that may read it.
      const told = { ...ofUser(actor), email: '', email_verified: false, description }
      return onlyIf(description !== before, event(userUpdate, told))
    },
  }),
]
