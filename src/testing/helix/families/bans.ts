import { banUser } from '../../../endpoints/moderation/banUser.ts'
import type { BannedUser } from '../../../endpoints/moderation/getBannedUsers.ts'
import { getBannedUsers } from '../../../endpoints/moderation/getBannedUsers.ts'
import { unbanUser } from '../../../endpoints/moderation/unbanUser.ts'
import { type Ban, bansOf } from '../../world/bans.ts'
import { clearMessages } from '../../world/chatMessages.ts'
import { moderatorsOf } from '../../world/moderators.ts'
import { asUser, usersOf } from '../../world/users.ts'
import { vipsOf } from '../../world/vips.ts'
import { timestamp } from '../../world/world.ts'
import { refuse } from '../refusal.ts'
import { noContent, one } from '../response.ts'
import { type Family, many, route } from '../route.ts'

const row = ({ person, by, reason, since, until }: Ban): BannedUser => ({
  ...asUser(person),
  expires_at: until === null ? '' : timestamp(until),
  created_at: timestamp(since),
  reason,
  moderator_id: by.id,
  moderator_login: by.login,
  moderator_name: by.display_name,
})

export const bans: Family = [
  route(getBannedUsers, ({ world, params, broadcaster, page }) => {
    const ids = many(params.user_id)
    const found = [...bansOf(world, broadcaster.id).values()].filter(({ person }) => !ids || ids.includes(person.id))
    return page(found.map(row), { last: 'cursor' })
  }),
  route(banUser, ({ world, params, broadcaster, user, now }) => {
    const { duration, reason = '' } = params
    const person = usersOf(world).byId(params.user_id)
    if (!person) return refuse(400, 'The user specified in the user_id field was not found.')
    const bans = bansOf(world, broadcaster.id)
    const old = bans.get(person.id)
    const isTimeout = duration !== undefined
    const moderators = moderatorsOf(world, broadcaster.id)
    // Moderators are safe from each other, not from the broadcaster.
    if (person === broadcaster || (user !== broadcaster && moderators.has(person.id))) {
      refuse(400, `The user specified in the user_id field may not be ${isTimeout ? 'put in a timeout' : 'banned'}.`)
    }
    if (old && old.until === null) refuse(400, 'The user specified in the user_id field is already banned.')
    moderators.delete(person.id)
    if (!isTimeout) vipsOf(world, broadcaster.id).delete(person.id)
    clearMessages(world, broadcaster.id, person)
    const since = now()
    const until = isTimeout ? since + duration * 1000 : null
    const others = [...bans]
    bans.clear()
    // The newest first.
    bans.set(person.id, { person, by: user, reason, since, until })
    for (const [id, ban] of others) if (id !== person.id) bans.set(id, ban)
    return one({
      broadcaster_id: broadcaster.id,
      moderator_id: user.id,
      user_id: person.id,
      created_at: timestamp(since),
      end_time: until === null ? null : timestamp(until),
    })
  }),
  route(unbanUser, ({ world, params, broadcaster }) => {
    if (!bansOf(world, broadcaster.id).delete(params.user_id)) {
      refuse(400, 'The user in the user_id query parameter is not banned.')
    }
    return noContent
  }),
]
