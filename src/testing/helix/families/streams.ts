import { getFollowedStreams } from '../../../endpoints/streams/getFollowedStreams.ts'
import { getStreams } from '../../../endpoints/streams/getStreams.ts'
import { channelOf } from '../../world/channels.ts'
import { follows } from '../../world/follows.ts'
import { liveStreamsOf, streamRow } from '../../world/liveStreams.ts'
import { paged } from '../paging.ts'
import { type Family, many, route } from '../route.ts'

export const streams: Family = [
  route(getStreams, ({ world, params, slice }) => {
    const ids = many(params.user_id)
    const logins = many(params.user_login)?.map(login => login.toLowerCase())
    const games = many(params.game_id)
    const languages = many(params.language)
    const found = [...liveStreamsOf(world).values()].filter(({ person }) => {
      const channel = channelOf(world, person.id)
      return (
        ((!ids && !logins) || ids?.includes(person.id) || logins?.includes(person.login)) &&
        (!games || games.includes(channel?.game_id ?? '')) &&
        (!languages || languages.includes(channel?.broadcaster_language ?? ''))
      )
    })
    const { rows, pagination } = slice(found, { last: 'cursor' })
    return paged({ rows: rows.map(stream => streamRow(world, stream)), pagination })
  }),
  route(getFollowedStreams, ({ world, user, page }) => {
    const live = [...liveStreamsOf(world).values()].filter(({ person }) => follows(world, user, person))
    const rows = live.map(stream => {
      // This one list lacks the field.
      const { is_mature: _, ...row } = streamRow(world, stream)
      return row
    })
    return page(rows, { size: 100 })
  }),
]
