import { getChannelInformation } from '../../../endpoints/channels/getChannelInformation.ts'
import { modifyChannelInformation } from '../../../endpoints/channels/modifyChannelInformation.ts'
import { categoriesOf } from '../../world/categories.ts'
import { channelOf } from '../../world/channels.ts'
import { languages } from '../../world/languages.ts'
import { refuse } from '../refusal.ts'
import { data, noContent } from '../response.ts'
import { type Family, many, route } from '../route.ts'

export const channels: Family = [
  route(getChannelInformation, ({ world, params, viewer }) => {
    const found = new Set(many(params.broadcaster_id))
    const rows = [...found].map(id => channelOf(world, id)).filter(channel => channel !== undefined)
    // The delay is nobody else's business.
    return data(rows.map(row => ({ ...row, delay: row.broadcaster_id === viewer?.id ? row.delay : 0 })))
  }),
  route(modifyChannelInformation, ({ world, params, broadcaster }) => {
    const channel = channelOf(world, broadcaster.id)
    if (!channel) return refuse(400, 'The broadcaster was not found.')
    const { game_id, broadcaster_language, title, delay, tags, content_classification_labels, is_branded_content } =
      params
    if (game_id !== undefined) {
      const category = categoriesOf(world).byId(game_id)
      if (!category && game_id !== '' && game_id !== '0') refuse(400, 'The game_id is not valid.')
      channel.game_id = category?.id ?? ''
      channel.game_name = category?.name ?? ''
    }
    if (delay !== undefined) {
      if (broadcaster.broadcaster_type !== 'partner') refuse(400, 'Only partners may set a delay.')
      channel.delay = delay
    }
    // A language that Twitch does not know changes nothing.
    if (languages.some(({ code }) => code === broadcaster_language)) {
      channel.broadcaster_language = broadcaster_language ?? channel.broadcaster_language
    }
    channel.title = title ?? channel.title
    channel.tags = [...(tags ?? channel.tags)]
    channel.is_branded_content = is_branded_content ?? channel.is_branded_content
    const labels = new Set(channel.content_classification_labels)
    for (const { id, is_enabled } of content_classification_labels ?? []) {
      if (is_enabled) labels.add(id)
      else labels.delete(id)
    }
    channel.content_classification_labels = [...labels]
    return noContent
  }),
]
