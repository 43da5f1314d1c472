import { getExtensionLiveChannels } from '../../../endpoints/extensions/getExtensionLiveChannels.ts'
import { channelOf } from '../../world/channels.ts'
import { versionsOf } from '../../world/extensions.ts'
import { liveStreamsOf } from '../../world/liveStreams.ts'
import { hash } from '../../world/random.ts'
import { refuse } from '../refusal.ts'
import { type Family, route } from '../route.ts'

export const extensionChannels: Family = [
  route(getExtensionLiveChannels, ({ world, params, clientId, page }) => {
    if (!versionsOf(world, params.extension_id, clientId).length) refuse(404, 'The extension was not found.')
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
