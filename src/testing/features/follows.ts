import { getChannelFollowers } from '../../endpoints/channels/getChannelFollowers.ts'
import { getFollowedChannels } from '../../endpoints/channels/getFollowedChannels.ts'
import { channelFollow } from '../../eventsub/types/channelFollow.ts'
import { route } from '../wire/helix/route.ts'
import { share } from '../world/random.ts'
import { moderates } from '../world/roles.ts'
import { asBroadcaster, asUser, channelCount, type Person, usersOf } from '../world/users.ts'
import { day, perChannel, timestamp, type World } from '../world/world.ts'
import { type Feature, onEvent } from './feature.ts'

/** The default user follows the channels after it, and is followed by the users after it. */
const followedByMain = 300
const followersOfMain = 5000

/** Whether a user follows a channel in a new world. Both sides get the same answer. */
function followsAtFirst({ seed }: World, follower: Person, channel: Person): boolean {
  if (follower === channel || channel.index >= channelCount) return false
  if (follower.index === 0) return channel.index <= followedByMain
  if (channel.index === 0) return follower.index <= followersOfMain
  // Many users follow a few channels.
  return share(seed, follower.index, 'follows', channel.index) < 0.3 * share(seed, 'popular', channel.index) ** 4
}

/** A follower, or a followed channel. */
interface Follow {
  readonly person: Person
  /** The start of the follow, in RFC 3339. */
  since: string
}

const beginning = ({ seed, begun }: World, follower: Person, channel: Person): number =>
  begun - share(seed, follower.index, 'since', channel.index) ** 2 * 900 * day

const newestFirst = (people: readonly Person[], since: (person: Person) => number): Follow[] =>
  people
    .map(person => ({ person, at: since(person) }))
    .sort((a, b) => b.at - a.at)
    .map(({ person, at }) => ({ person, since: timestamp(at) }))

/** The followers of a channel, the newest first. */
export const followersOf: (world: World, channelId: string) => Follow[] = perChannel((world, channelId) => {
  const { byId, all } = usersOf(world)
  const channel = byId(channelId)
  if (!channel) return []
  return newestFirst(
    all.filter(person => followsAtFirst(world, person, channel)),
    person => beginning(world, person, channel),
  )
})

/** The channels that a user follows, the newest first. */
export const followedBy: (world: World, userId: string) => Follow[] = perChannel((world, userId) => {
  const { byId, all } = usersOf(world)
  const follower = byId(userId)
  if (!follower) return []
  return newestFirst(
    all.slice(0, channelCount).filter(person => followsAtFirst(world, follower, person)),
    person => beginning(world, follower, person),
  )
})

/** Puts a follow first, in place of an earlier one of the same user. */
function putFirst(follows: Follow[], follow: Follow): void {
  const index = follows.findIndex(({ person }) => person === follow.person)
  if (index >= 0) follows.splice(index, 1)
  follows.unshift(follow)
}

export const follows: Feature = [
  onEvent(channelFollow, ({ world, channel, event, person, at }) => {
    const follower = person(event.user_id)
    if (!follower || follower === channel) return
    const since = timestamp(at(event.followed_at))
    putFirst(followersOf(world, channel.id), { person: follower, since })
    putFirst(followedBy(world, follower.id), { person: channel, since })
  }),
  route(getChannelFollowers, ({ world, params, user, scopes, broadcaster, page }) => {
    const all = followersOf(world, broadcaster.id)
    const beside = { total: all.length }
    // Every user sees the total. Only moderators with the scope see the followers.
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
