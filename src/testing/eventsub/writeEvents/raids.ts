import { cancelRaid } from '../../../endpoints/raids/cancelRaid.ts'
import { startRaid } from '../../../endpoints/raids/startRaid.ts'
import { channelRaid } from '../../../eventsub/types/channelRaid.ts'
import { preparedRaid, type Raid, raidOf } from '../../helix/families/raids.ts'
import { liveStreamsOf } from '../../world/liveStreams.ts'
import type { Person } from '../../world/users.ts'
import type { World } from '../../world/world.ts'
import { begin } from '../courses.ts'
import { causes, event, type WriteEvents } from './causes.ts'
import { moderated } from './moderated.ts'
import { ofUser } from './people.ts'

const viewersOf = (world: World, { id }: Person): number => liveStreamsOf(world).get(id)?.viewerCount ?? 0

/** The raid starts when its time has come, unless it was called off. */
function run(world: World, channel: Person, raid: Raid): void {
  let isOver = false
  begin(world, {
    next: () => (isOver || raidOf(world, channel.id).raid !== raid ? null : raid.startsAt),
    happen: () => {
      isOver = true
      event(channelRaid, {
        from_broadcaster_user_id: channel.id,
        to_broadcaster_user_id: raid.target.id,
        viewers: viewersOf(world, channel),
      })(world)
    },
  })
}

export const raids: readonly WriteEvents[] = [
  causes(startRaid, {
    events: ({ world, channel, actor }) => {
      const raid = preparedRaid(world, channel.id)
      if (!raid) return []
      run(world, channel, raid)
      return moderated(channel, actor, 'raid', {
        raid: { ...ofUser(raid.target), viewer_count: viewersOf(world, channel) },
      })
    },
  }),
  causes(cancelRaid, {
    before: ({ world, channelId }) => preparedRaid(world, channelId),
    events: ({ channel, actor, before }) =>
      before ? moderated(channel, actor, 'unraid', { unraid: ofUser(before.target) }) : [],
  }),
]
