import { getFollowedStreams } from '../../endpoints/streams/getFollowedStreams.ts'
import { getStreams } from '../../endpoints/streams/getStreams.ts'
import type { Stream } from '../../endpoints/streams/stream.ts'
import { streamOffline } from '../../eventsub/types/streamOffline.ts'
import { streamOnline } from '../../eventsub/types/streamOnline.ts'
import { paged } from '../wire/helix/paging.ts'
import { refuse } from '../wire/helix/refusal.ts'
import { many, route } from '../wire/helix/route.ts'
import { freshId } from '../world/freshId.ts'
import { between, hash, share } from '../world/random.ts'
import { asUser, canBeLogin, channelCount, type Person, usersOf } from '../world/users.ts'
import { minute, perWorld, timestamp, type World } from '../world/world.ts'
import { channelOf } from './channels.ts'
import { type Feature, onEvent } from './feature.ts'
import { followedBy } from './follows.ts'

/** The fields of a stream. The rest is its channel's. */
export interface LiveStream {
  readonly id: string
  readonly person: Person
  /** In milliseconds since 1970. */
  readonly startedAt: number
  viewerCount: number
}

/** The number of live channels in a new world. */
const liveCount = 600

/** The start or end of a stream, and when the API shows it. */
interface Change {
  readonly at: number
  readonly personId: string
  /** `null` for the end of a stream. */
  readonly stream: LiveStream | null
}

const changesOf = perWorld((): Change[] => [])

/** The streams that the API lists, at first those of a new world. */
const keptStreamsOf = perWorld(world => {
  const { seed, begun } = world
  const { all, main } = usersOf(world)
  const others = all
    .slice(1, channelCount)
    .map(person => ({ person, order: share(seed, 'live', person.id) }))
    .sort((a, b) => a.order - b.order)
    .slice(0, liveCount - 1)
  const streams = others.map(({ person }, rank): LiveStream => {
    const minutes = rank === 40 ? 0.5 : between(4, 540, seed, 'started', person.id)
    return {
      id: `4${between(1_000_000_000, 1_999_999_999, seed, 'stream', person.id)}`,
      person,
      startedAt: begun - minutes * minute,
      viewerCount: Math.max(1, Math.floor(64_000 / (rank + 1) ** 1.1) - (hash(rank) % 3)),
    }
  })
  streams.push({ id: '41700000001', person: main, startedAt: begun - 95 * minute, viewerCount: 312 })
  streams.sort((a, b) => b.viewerCount - a.viewerCount)
  return new Map(streams.map(stream => [stream.person.id, stream]))
})

/** The listed streams by user id, the most viewers first, then the newest. */
export function liveStreamsOf(world: World): Map<string, LiveStream> {
  const streams = keptStreamsOf(world)
  const changes = changesOf(world)
  const due = changes.filter(({ at }) => at <= world.now())
  if (due.length) changes.splice(0, due.length)
  for (const { personId, stream } of due) {
    streams.delete(personId)
    if (stream) streams.set(personId, stream)
  }
  return streams
}

/** The event of a stream that starts now. */
export const streamBegins = (world: World, { id }: Person) => ({
  broadcaster_user_id: id,
  id: `4${2_000_000_000 + (hash(world.seed, freshId(world, 'stream')) % 1_000_000_000)}`,
  type: 'live',
  started_at: timestamp(world.now()),
})

/** Starts or ends a stream. The API shows it later. */
const planChange = (world: World, { id }: Person, stream: LiveStream | null): void =>
  void changesOf(world).push({ at: world.now() + world.streamLag, personId: id, stream })

/** Whether a user streams now, even if the API does not show it yet. */
export const isStreaming = (world: World, { id }: Person): boolean => {
  const known = liveStreamsOf(world).has(id)
  const last = changesOf(world)
    .filter(({ personId }) => personId === id)
    .at(-1)
  return last ? last.stream !== null : known
}

/** A stream as Twitch lists it. */
function streamRow(world: World, { id, person, startedAt, viewerCount }: LiveStream): Stream {
  const channel = channelOf(world, person.id)
  return {
    id,
    ...asUser(person),
    game_id: channel?.game_id ?? '',
    game_name: channel?.game_name ?? '',
    type: 'live',
    title: channel?.title ?? '',
    // Twitch does not know the tags just after the start.
    tags: world.now() - startedAt < 2 * minute ? null : [...(channel?.tags ?? [])],
    viewer_count: viewerCount,
    started_at: timestamp(startedAt),
    language: channel?.broadcaster_language ?? 'en',
    thumbnail_url: world.image(`preview/${person.login}-{width}x{height}.svg`),
    tag_ids: [],
    is_mature: false,
  }
}

export const streams: Feature = [
  onEvent(streamOnline, ({ world, channel, event, at }) => {
    const running = liveStreamsOf(world).get(channel.id)
    const viewerCount = running?.id === event.id ? running.viewerCount : 1
    planChange(world, channel, { id: event.id, person: channel, startedAt: at(event.started_at), viewerCount })
  }),
  onEvent(streamOffline, ({ world, channel }) => planChange(world, channel, null)),
  route(getStreams, ({ world, params, slice }) => {
    const ids = many(params.user_id)
    const logins = many(params.user_login)?.map(login => login.toLowerCase())
    if (logins && !logins.every(canBeLogin)) refuse(400, 'Malformed query params.')
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
    const followed = new Set(followedBy(world, user.id).map(({ person }) => person))
    const live = [...liveStreamsOf(world).values()].filter(({ person }) => followed.has(person))
    const rows = live.map(stream => {
      // Only this list lacks the field.
      const { is_mature: _, ...row } = streamRow(world, stream)
      return row
    })
    return page(rows, { size: 100 })
  }),
]
