import { getUnbanRequests } from '../../endpoints/moderation/getUnbanRequests.ts'
import { resolveUnbanRequest } from '../../endpoints/moderation/resolveUnbanRequest.ts'
import type { UnbanRequest } from '../../endpoints/moderation/unbanRequest.ts'
import { channelUnban } from '../../eventsub/types/channelUnban.ts'
import { channelUnbanRequestCreate } from '../../eventsub/types/channelUnbanRequestCreate.ts'
import { channelUnbanRequestResolve } from '../../eventsub/types/channelUnbanRequestResolve.ts'
import { paged } from '../wire/helix/paging.ts'
import { refuse } from '../wire/helix/refusal.ts'
import { one } from '../wire/helix/response.ts'
import { route } from '../wire/helix/route.ts'
import { type Filled, hash, pick, uuid } from '../world/random.ts'
import { asBroadcaster, asUser, type Person, somePeople, usersOf } from '../world/users.ts'
import { hour, perChannel, timestamp, type World } from '../world/world.ts'
import { bansOf } from './bans.ts'
import { type Feature, onEvent } from './feature.ts'
import { moderated } from './moderated.ts'
import { byModerator, ofChannel } from './people.ts'

const pleas: Filled<string> = [
  'It was my cat.',
  'I am sorry, it will not happen again.',
  'why am i banned???',
  'That was two years ago, and I have read the rules since.',
]

const decided: Filled<UnbanRequest['status']> = ['denied', 'approved', 'denied', 'canceled', 'acknowledged']

/** This part of the list has no pending requests. */
const settled = { from: 100, to: 200 }

/** The requests of banned and formerly banned users, the newest first. May be changed. */
const unbanRequestsOf: (world: World, channelId: string) => UnbanRequest[] = perChannel((world, channelId) => {
  const broadcaster = usersOf(world).byId(channelId)
  if (!broadcaster) return []
  const banned = [...bansOf(world, channelId).values()].filter(({ until }) => until === null)
  const waiting: Person[] = banned.slice(0, 36).map(({ person }) => person)
  const former = somePeople(world, broadcaster.index === 0 ? 224 : 8, channelId, 'unban requests').filter(
    person => !banned.some(ban => ban.person === person),
  )
  const count = waiting.length + former.length
  return Array.from({ length: count }, (_, index): UnbanRequest => {
    const number = hash(world.seed, 'unban request', channelId, index)
    const rest = count - index
    const isSettled = index >= settled.from && index < settled.to
    // At the end of the list, the remaining banned users take their turns.
    const person =
      (!isSettled && (index % 4 === 0 || rest <= waiting.length) ? waiting.shift() : undefined) ?? former.pop()
    const isPending = person !== undefined && banned.some(ban => ban.person === person)
    const status = isPending ? 'pending' : pick(decided, number)
    const createdAt = world.begun - (index + 1) * 30 * hour
    const nobody = index % 8 === 0 ? '' : null
    const decidedBy = isPending || status === 'canceled' ? null : broadcaster
    return {
      id: uuid(channelId, 'unban request', index),
      ...asBroadcaster(broadcaster),
      moderator_id: decidedBy?.id ?? nobody,
      moderator_login: decidedBy?.login ?? nobody,
      moderator_name: decidedBy?.display_name ?? nobody,
      ...asUser(person ?? broadcaster),
      text: pick(pleas, number >>> 3),
      status,
      created_at: timestamp(createdAt),
      resolved_at: decidedBy ? timestamp(createdAt + 12 * hour) : null,
      resolution_text: decidedBy ? (number % 2 ? 'No.' : '') : null,
    }
  })
})

/** Answers a request. Approval ends the ban. */
function resolve(
  world: World,
  request: UnbanRequest,
  status: UnbanRequest['status'],
  moderator: Person | null,
  text: string | null,
): void {
  request.status = status
  request.moderator_id = moderator?.id ?? null
  request.moderator_login = moderator?.login ?? null
  request.moderator_name = moderator?.display_name ?? null
  request.resolved_at = timestamp(world.now())
  request.resolution_text = text
  if (status === 'approved') bansOf(world, request.broadcaster_id).delete(request.user_id)
}

export const unbanRequests: Feature = [
  route(getUnbanRequests, ({ world, params, broadcaster, slice }) => {
    const { rows, pagination } = slice(unbanRequestsOf(world, broadcaster.id))
    // The page is cut before it is filtered, so it may be empty with more rows after it.
    const fits = ({ status, user_id }: UnbanRequest) =>
      status === params.status && (params.user_id === undefined || params.user_id === user_id)
    return paged({ rows: rows.filter(fits), pagination })
  }),
  route(resolveUnbanRequest, context => {
    const { world, params, broadcaster, user, actor, emit } = context
    const request = unbanRequestsOf(world, broadcaster.id).find(({ id }) => id === params.unban_request_id)
    if (!request) return refuse(404, 'The unban request ID was not found.')
    if (request.status !== 'pending') refuse(400, 'Invalid requested update')
    resolve(world, request, params.status, user, params.resolution_text ?? '')
    const isApproved = params.status === 'approved'
    const { id, user_id, resolution_text, status } = request
    const people = { ...ofChannel(broadcaster), user_id, ...byModerator(actor) }
    emit(channelUnbanRequestResolve, { ...people, id, resolution_text, status })
    moderated(context, isApproved ? 'approve_unban_request' : 'deny_unban_request', {
      unban_request: { user_id, is_approved: isApproved, moderator_message: params.resolution_text ?? '' },
    })
    if (isApproved) emit(channelUnban, people)
    return one(request)
  }),
  onEvent(channelUnbanRequestCreate, ({ world, channel, event, person, at }) => {
    const user = person(event.user_id)
    if (!user) return
    const all = unbanRequestsOf(world, channel.id)
    const index = all.findIndex(({ id }) => id === event.id)
    if (index >= 0) all.splice(index, 1)
    all.unshift({
      id: event.id,
      ...asBroadcaster(channel),
      moderator_id: null,
      moderator_login: null,
      moderator_name: null,
      ...asUser(user),
      text: event.text,
      status: 'pending',
      created_at: timestamp(at(event.created_at)),
      resolved_at: null,
      resolution_text: null,
    })
  }),
  onEvent(channelUnbanRequestResolve, ({ world, channel, event, person }) => {
    const request = unbanRequestsOf(world, channel.id).find(({ id }) => id === event.id)
    if (request) resolve(world, request, event.status, person(event.moderator_user_id) ?? null, event.resolution_text)
  }),
]
