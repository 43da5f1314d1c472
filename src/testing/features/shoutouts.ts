import { sendShoutout } from '../../endpoints/chat/sendShoutout.ts'
import { channelShoutoutCreate } from '../../eventsub/types/channelShoutoutCreate.ts'
import { channelShoutoutReceive } from '../../eventsub/types/channelShoutoutReceive.ts'
import { refuse } from '../wire/helix/refusal.ts'
import { noContent } from '../wire/helix/response.ts'
import { route } from '../wire/helix/route.ts'
import { usersOf } from '../world/users.ts'
import { hour, minute, perChannel, timestamp } from '../world/world.ts'
import { type Feature, onEvent } from './feature.ts'
import { byModerator, ofChannel } from './people.ts'
import { liveStreamsOf } from './streams.ts'

/** The time of a channel's last shoutout to each other channel, by id. */
const shoutoutsOf = perChannel(() => new Map<string, number>())

/** The minimum time between two shoutouts, and between two to the same channel. */
const pause = 2 * minute
const pauseForSame = hour

export const shoutouts: Feature = [
  route(sendShoutout, ({ world, params, broadcaster, actor, now, emit }) => {
    const target = usersOf(world).byId(params.to_broadcaster_id)
    if (!target) return refuse(400, 'The ID in to_broadcaster_id is not valid.')
    const viewer_count = liveStreamsOf(world).get(broadcaster.id)?.viewerCount
    if (!viewer_count) return refuse(400, 'The broadcaster is not streaming live or does not have one or more viewers.')
    const given = shoutoutsOf(world, broadcaster.id)
    const at = now()
    if ([...given.values()].some(last => at < last + pause)) {
      refuse(429, 'The broadcaster exceeded the number of Shoutouts that they may send.')
    }
    if (at < (given.get(target.id) ?? -Infinity) + pauseForSame) {
      refuse(429, 'The broadcaster exceeded the number of Shoutouts that they may send to the same broadcaster.')
    }
    given.set(target.id, at)
    const shoutout = { viewer_count, started_at: timestamp(at) }
    emit(channelShoutoutCreate, {
      ...ofChannel(broadcaster),
      ...byModerator(actor),
      to_broadcaster_user_id: target.id,
      ...shoutout,
      cooldown_ends_at: timestamp(at + pause),
      target_cooldown_ends_at: timestamp(at + pauseForSame),
    })
    emit(channelShoutoutReceive, {
      ...ofChannel(target),
      from_broadcaster_user_id: broadcaster.id,
      ...shoutout,
    })
    return noContent
  }),
  onEvent(channelShoutoutCreate, ({ world, channel, event, at }) => {
    shoutoutsOf(world, channel.id).set(event.to_broadcaster_user_id, at(event.started_at))
  }),
]
