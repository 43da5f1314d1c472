import { getChannelFollowers } from '../../../endpoints/channels/getChannelFollowers.ts'
import { getFollowedChannels } from '../../../endpoints/channels/getFollowedChannels.ts'
import { followedBy, followersOf } from '../../world/follows.ts'
import { moderates } from '../../world/moderators.ts'
import { asBroadcaster, asUser } from '../../world/users.ts'
import { type Family, route } from '../route.ts'

export const follows: Family = [
  route(getChannelFollowers, ({ world, params, user, scopes, broadcaster, page }) => {
    const all = followersOf(world, broadcaster.id)
    const beside = { total: all.length }
    // Everyone may know how many they are; who they are, only moderators that have the scope.
    const isAllowed = scopes.includes('moderator:read:followers') && moderates(world, user.id, broadcaster.id)
    const seen = isAllowed ? all.filter(({ person }) => !params.user_id || person.id === params.user_id) : []
    return page(
      seen.map(({ person, since }) => ({ ...asUser(person), followed_at: since })),
      { beside },
    )
  }),
  route(getFollowedChannels, ({ world, params, user, page }) => {
    const all = followedBy(world, user.id)
    const seen = all.filter(({ person }) => !params.broadcaster_id || person.id === params.broadcaster_id)
    return page(
      seen.map(({ person, since }) => ({ ...asBroadcaster(person), followed_at: since })),
      { beside: { total: all.length } },
    )
  }),
]
