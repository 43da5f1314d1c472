import { getExtensionLiveChannels } from '../../endpoints/extensions/getExtensionLiveChannels.ts'
import { channelOf } from '../world/channels.ts'
import { liveStreamsOf } from '../world/liveStreams.ts'
import { hash } from '../world/random.ts'
import { answer, type Family } from './route.ts'

export const extensionChannels: Family = [
  answer(getExtensionLiveChannels, ({ world, params, page }) => {
    // Every seventh live channel has any given extension.
    const live = [...liveStreamsOf(world).values()].filter(({ id }) => hash(id, params.extension_id) % 7 === 0)
    const rows = live.map(({ person }) => {
      const channel = channelOf(world, person.id)
      return {
        broadcaster_id: person.id,
        broadcaster_name: person.display_name,
        game_name: channel?.game_name ?? '',
        game_id: channel?.game_id ?? '',
        title: channel?.title ?? '',
      }
    })
    return page(rows, { last: 'text' })
  }),
]
