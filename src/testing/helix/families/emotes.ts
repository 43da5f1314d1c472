import type { EmoteImages } from '../../../endpoints/chat/emote.ts'
import { getChannelEmotes } from '../../../endpoints/chat/getChannelEmotes.ts'
import { getEmoteSets } from '../../../endpoints/chat/getEmoteSets.ts'
import { getGlobalEmotes } from '../../../endpoints/chat/getGlobalEmotes.ts'
import { getUserEmotes } from '../../../endpoints/chat/getUserEmotes.ts'
import { channelEmotes, globalEmotes, setsBegin } from '../../world/emotes.ts'
import { followedBy } from '../../world/follows.ts'
import { subscriptionsOf } from '../../world/subscriptions.ts'
import { usersOf } from '../../world/users.ts'
import type { World } from '../../world/world.ts'
import { data } from '../response.ts'
import { type Family, many, route } from '../route.ts'

/** What stands beside lists of emotes: how to make their pictures' addresses. */
const template = ({ image }: World) => ({ template: image('emote/{{id}}/{{format}}/{{theme_mode}}/{{scale}}') })

const imagesOf = ({ image }: World, id: string): EmoteImages => {
  const url = (scale: string) => image(`emote/${id}/static/light/${scale}`)
  return { url_1x: url('1.0'), url_2x: url('2.0'), url_4x: url('3.0') }
}

export const emotes: Family = [
  route(getGlobalEmotes, ({ world }) =>
    data(
      globalEmotes.map(row => ({ ...row, images: imagesOf(world, row.id) })),
      template(world),
    ),
  ),
  route(getChannelEmotes, ({ world, broadcaster }) =>
    data(
      channelEmotes(world, broadcaster).map(row => ({ ...row, images: imagesOf(world, row.id) })),
      template(world),
    ),
  ),
  route(getEmoteSets, ({ world, params }) => {
    const { all } = usersOf(world)
    const rows = many(params.emote_set_id).flatMap(id => {
      const owner = all[Math.floor((Number(id) - setsBegin) / 10)]
      const set = owner ? channelEmotes(world, owner).filter(({ emote_set_id }) => emote_set_id === id) : []
      return set.map(({ tier: _, ...row }) => ({ ...row, images: imagesOf(world, row.id), owner_id: owner?.id ?? '' }))
    })
    return data(rows, template(world))
  }),
  route(getUserEmotes, ({ world, user, params, page }) => {
    const everywhere = globalEmotes.map(row => ({ ...row, emote_type: 'globals', emote_set_id: '0', owner_id: '0' }))
    const channels = [user, ...followedBy(world, user.id).map(({ person }) => person)]
    const unlocked = channels.flatMap(channel => {
      const level = Number(subscriptionsOf(world, channel.id).find(({ user_id }) => user_id === user.id)?.tier ?? 0)
      const rows = channelEmotes(world, channel).filter(({ emote_type, tier }) =>
        emote_type === 'follower' ? channel.id === params.broadcaster_id : tier !== '' && Number(tier) <= level,
      )
      return rows.map(({ tier: _, ...row }) => ({ ...row, owner_id: channel.id }))
    })
    return page([...everywhere, ...unlocked], { beside: template(world), size: 50 })
  }),
]
