import { addSuspiciousUserStatus } from '../../endpoints/moderation/addSuspiciousUserStatus.ts'
import { removeSuspiciousUserStatus } from '../../endpoints/moderation/removeSuspiciousUserStatus.ts'
import type { SuspiciousUser } from '../../endpoints/moderation/suspiciousUser.ts'
import { channelSuspiciousUserUpdate } from '../../eventsub/types/channelSuspiciousUserUpdate.ts'
import { refuse } from '../wire/helix/refusal.ts'
import { one } from '../wire/helix/response.ts'
import { type Context, route } from '../wire/helix/route.ts'
import { moderates } from '../world/roles.ts'
import { usersOf } from '../world/users.ts'
import { perChannel, timestamp } from '../world/world.ts'
import { type Feature, onEvent } from './feature.ts'
import { ofChannel, ofUser } from './people.ts'

const suspectsOf = perChannel(() => new Map<string, SuspiciousUser>())

interface Params {
  readonly user_id: string
  readonly moderator_id?: string
}

/** Stores how a user is treated now. */
function treat(
  { world, params, broadcaster, now, emit }: Context<Params>,
  treatment: Pick<SuspiciousUser, 'status' | 'types'>,
) {
  const person = usersOf(world).byId(params.user_id)
  if (!person) return refuse(400, 'The ID in user_id is not valid.')
  if (moderates(world, person.id, broadcaster.id)) refuse(400, 'The status update is not allowed for this user.')
  const row: SuspiciousUser = {
    user_id: person.id,
    broadcaster_id: broadcaster.id,
    moderator_id: params.moderator_id ?? broadcaster.id,
    updated_at: timestamp(now()),
    ...treatment,
  }
  suspectsOf(world, broadcaster.id).set(person.id, row)
  emit(channelSuspiciousUserUpdate, {
    ...ofChannel(broadcaster),
    moderator_user_id: row.moderator_id,
    ...ofUser(person),
    low_trust_status: row.status === 'NO_TREATMENT' ? 'none' : row.status.toLowerCase(),
  })
  return one(row)
}

export const suspiciousUsers: Feature = [
  route(addSuspiciousUserStatus, context =>
    treat(context, { status: context.params.status, types: ['MANUALLY_ADDED'] }),
  ),
  route(removeSuspiciousUserStatus, context => {
    const { world, params, broadcaster } = context
    if (!suspectsOf(world, broadcaster.id).has(params.user_id)) refuse(400, 'The user has no suspicious status.')
    return treat(context, { status: 'NO_TREATMENT', types: [] })
  }),
  onEvent(channelSuspiciousUserUpdate, ({ world, channel, event, person }) => {
    const user = person(event.user_id)
    if (!user) return
    const isTreated = event.low_trust_status !== 'none' && event.low_trust_status !== 'no_treatment'
    suspectsOf(world, channel.id).set(user.id, {
      user_id: user.id,
      broadcaster_id: channel.id,
      moderator_id: event.moderator_user_id,
      updated_at: timestamp(world.now()),
      status: isTreated ? event.low_trust_status.toUpperCase() : 'NO_TREATMENT',
      types: isTreated ? ['MANUALLY_ADDED'] : [],
    })
  }),
]
