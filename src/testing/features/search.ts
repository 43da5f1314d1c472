import { searchCategories } from '../../endpoints/search/searchCategories.ts'
import { searchChannels } from '../../endpoints/search/searchChannels.ts'
import { data } from '../wire/helix/response.ts'
import { route } from '../wire/helix/route.ts'
import { categoriesOf, coverPath } from '../world/categories.ts'
import { channelCount, usersOf } from '../world/users.ts'
import { timestamp } from '../world/world.ts'
import { channelOf } from './channels.ts'
import type { Feature } from './feature.ts'
import { liveStreamsOf } from './streams.ts'

export const search: Feature = [
  route(searchCategories, ({ world, params, page }) => {
    const words = params.query.toLowerCase().split(/\s+/).filter(Boolean)
    const found = categoriesOf(world).all.filter(({ name }) => words.every(word => name.toLowerCase().includes(word)))
    // Twitch sends null without a match.
    if (!found.length) return data(null, { pagination: {} })
    return page(
      found.map(category => ({
        id: category.id,
        name: category.name,
        box_art_url: world.image(coverPath(category, '52x72')),
      })),
    )
  }),
  route(searchChannels, ({ world, params, page }) => {
    const query = params.query.toLowerCase()
    const live = liveStreamsOf(world)
    const logins = [query.replaceAll(' ', ''), query.replaceAll(' ', '_')]
    const found = usersOf(world)
      .all.slice(0, channelCount)
      .filter(({ id, login, display_name }) => {
        if (params.live_only && !live.has(id)) return false
        if (logins.some(start => login.startsWith(start)) || display_name.toLowerCase().startsWith(query)) return true
        return params.live_only === true && (channelOf(world, id)?.game_name.toLowerCase().includes(query) ?? false)
      })
    const viewersOf = (id: string) => live.get(id)?.viewerCount ?? 0
    found.sort((a, b) => viewersOf(b.id) - viewersOf(a.id))
    return page(
      found.map(({ id, login, display_name }) => {
        const channel = channelOf(world, id)
        const stream = live.get(id)
        return {
          broadcaster_language: channel?.broadcaster_language ?? 'en',
          broadcaster_login: login,
          display_name,
          game_id: channel?.game_id ?? '',
          game_name: channel?.game_name ?? '',
          id,
          is_live: stream !== undefined,
          tag_ids: [],
          tags: [...(channel?.tags ?? [])],
          thumbnail_url: world.image(`avatar/${id}-300x300.svg`),
          title: channel?.title ?? '',
          started_at: stream ? timestamp(stream.startedAt) : '',
        }
      }),
    )
  }),
]
