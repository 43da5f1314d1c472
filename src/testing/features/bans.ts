import { banUser } from '../../endpoints/moderation/banUser.ts'
import { type BannedUser, getBannedUsers } from '../../endpoints/moderation/getBannedUsers.ts'
import { unbanUser } from '../../endpoints/moderation/unbanUser.ts'
import { channelBan } from '../../eventsub/types/channelBan.ts'
import { channelChatClearUserMessages } from '../../eventsub/types/channelChatClearUserMessages.ts'
import { channelModeratorRemove } from '../../eventsub/types/channelModeratorRemove.ts'
import { channelUnban } from '../../eventsub/types/channelUnban.ts'
import { channelVipRemove } from '../../eventsub/types/channelVipRemove.ts'
import { refuse } from '../wire/helix/refusal.ts'
import { noContent, one } from '../wire/helix/response.ts'
import { many, route } from '../wire/helix/route.ts'
import { between, type Filled, hash, pick } from '../world/random.ts'
import { moderatorsOf, vipsOf } from '../world/roles.ts'
import { asUser, channelCount, type Person, somePeople, usersOf } from '../world/users.ts'
import { minute, perChannel, timestamp, type World } from '../world/world.ts'
import { clearMessages } from './chatMessages.ts'
import { type Feature, onEvent } from './feature.ts'
import { moderated } from './moderated.ts'
import { byModerator, ofChannel, ofUser } from './people.ts'

const row = ({ person, by, reason, since, until }: Ban): BannedUser => ({
  ...asUser(person),
  expires_at: until === null ? '' : timestamp(until),
  created_at: timestamp(since),
  reason,
  moderator_id: by.id,
  moderator_login: by.login,
  moderator_name: by.display_name,
})

/** A user who may not chat in a channel. */
export interface Ban {
  readonly person: Person
  readonly by: Person
  readonly reason: string
  /** In milliseconds since 1970. */
  readonly since: number
  /** When a time-out ends; `null`: a ban. */
  readonly until: number | null
}

const reasons: Filled<string> = [
  '',
  'spam',
  'Links to strange shops',
  'Spoilers, again',
  '',
  'Rude to other viewers',
  'Bot',
]

const everyBanOf: (world: World, channelId: string) => Map<string, Ban> = perChannel((world, channelId) => {
  const { seed, begun } = world
  const { byId, main } = usersOf(world)
  const channel = byId(channelId)
  if (!channel || channel.index >= channelCount) return new Map()
  const moderators = [...moderatorsOf(world, channelId)]
  const count = channel.index === 0 ? 120 : between(0, 40, seed, 'bans', channelId)
  // A few more users than needed, because moderators cannot be banned.
  const bans = somePeople(world, count + moderators.length, channelId, 'banned')
    .filter(({ id }) => !moderators.includes(id))
    .slice(0, count)
    .map((person, index): Ban => {
      const number = hash(seed, 'ban', channelId, index)
      const moderator = moderators[number % (moderators.length + 1)]
      const since = begun - between(5, 500 * 24 * 60, 'since', number) * minute
      return {
        person,
        by: byId(moderator ?? channelId) ?? main,
        reason: pick(reasons, number >>> 5),
        // Time-outs last two weeks at most, so only recent ones still apply.
        since: number % 8 === 0 ? begun - between(1, 600, number) * minute : since,
        until: number % 8 === 0 ? begun + between(10, 14 * 24 * 60, 'until', number) * minute : null,
      }
    })
  bans.sort((a, b) => b.since - a.since)
  return new Map(bans.map(ban => [ban.person.id, ban]))
})

/** The banned users of a channel by user id, without expired time-outs. May be changed. */
export function bansOf(world: World, channelId: string): Map<string, Ban> {
  const bans = everyBanOf(world, channelId)
  for (const [id, { until }] of bans) if (until !== null && until <= world.now()) bans.delete(id)
  return bans
}

/**
 * Bans a user in place of an earlier ban. The user loses the roles of moderator and VIP, and their messages are
 * deleted.
 */
export function setBan(world: World, channel: Person, ban: Ban): { wasModerator: boolean; wasVip: boolean } {
  const { person, until } = ban
  const wasModerator = moderatorsOf(world, channel.id).delete(person.id)
  const wasVip = until === null && vipsOf(world, channel.id).delete(person.id)
  clearMessages(world, channel.id, person)
  const bans = bansOf(world, channel.id)
  const others = [...bans]
  bans.clear()
  // The newest first.
  bans.set(person.id, ban)
  for (const [id, other] of others) if (id !== person.id) bans.set(id, other)
  return { wasModerator, wasVip }
}

export const bans: Feature = [
  route(getBannedUsers, ({ world, params, broadcaster, page }) => {
    const ids = many(params.user_id)
    const found = [...bansOf(world, broadcaster.id).values()].filter(({ person }) => !ids || ids.includes(person.id))
    return page(found.map(row), { last: 'cursor' })
  }),
  route(banUser, context => {
    const { world, params, broadcaster, actor, now, emit } = context
    const { duration, reason = '' } = params
    const person = usersOf(world).byId(params.user_id)
    if (!person) return refuse(400, 'The user specified in the user_id field was not found.')
    const old = bansOf(world, broadcaster.id).get(person.id)
    const isTimeout = duration !== undefined
    const moderators = moderatorsOf(world, broadcaster.id)
    // Moderators cannot ban each other. The broadcaster can ban them.
    if (person === broadcaster || (actor !== broadcaster && moderators.has(person.id))) {
      refuse(400, `The user specified in the user_id field may not be ${isTimeout ? 'put in a timeout' : 'banned'}.`)
    }
    if (old && old.until === null) refuse(400, 'The user specified in the user_id field is already banned.')
    const since = now()
    const until = isTimeout ? since + duration * 1000 : null
    const { wasModerator, wasVip } = setBan(world, broadcaster, { person, by: actor, reason, since, until })
    const end_time = until === null ? null : timestamp(until)
    emit(channelBan, {
      ...ofChannel(broadcaster),
      ...ofUser(person),
      ...byModerator(actor),
      reason,
      banned_at: timestamp(since),
      ends_at: end_time,
      is_permanent: !isTimeout,
    })
    if (end_time === null) moderated(context, 'ban', { ban: { ...ofUser(person), reason } })
    else moderated(context, 'timeout', { timeout: { ...ofUser(person), reason, expires_at: end_time } })
    emit(channelChatClearUserMessages, { ...ofChannel(broadcaster), target_user_id: person.id })
    if (wasModerator) emit(channelModeratorRemove, { ...ofChannel(broadcaster), ...ofUser(person) })
    if (wasVip) emit(channelVipRemove, { ...ofChannel(broadcaster), ...ofUser(person) })
    return one({
      broadcaster_id: broadcaster.id,
      moderator_id: actor.id,
      user_id: person.id,
      created_at: timestamp(since),
      end_time,
    })
  }),
  route(unbanUser, context => {
    const { world, params, broadcaster, actor, emit } = context
    const bans = bansOf(world, broadcaster.id)
    const ban = bans.get(params.user_id)
    if (!ban) return refuse(400, 'The user in the user_id query parameter is not banned.')
    const { person, until } = ban
    bans.delete(person.id)
    emit(channelUnban, { ...ofChannel(broadcaster), ...ofUser(person), ...byModerator(actor) })
    if (until === null) moderated(context, 'unban', { unban: ofUser(person) })
    else moderated(context, 'untimeout', { untimeout: ofUser(person) })
    return noContent
  }),
  onEvent(channelBan, ({ world, channel, event, person, at }) => {
    const banned = person(event.user_id)
    if (!banned || banned === channel) return
    const { moderator_user_id, reason, banned_at, ends_at } = event
    const until = ends_at === null ? null : at(ends_at)
    setBan(world, channel, {
      person: banned,
      by: person(moderator_user_id) ?? channel,
      reason,
      since: at(banned_at),
      until,
    })
  }),
  onEvent(channelUnban, ({ world, channel, event }) => {
    bansOf(world, channel.id).delete(event.user_id)
  }),
]
