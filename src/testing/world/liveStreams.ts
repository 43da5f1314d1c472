import type { Stream } from '../../endpoints/streams/stream.ts'
import { channelOf } from './channels.ts'
import { between, hash, share } from './random.ts'
import { asUser, channelCount, type Person, usersOf } from './users.ts'
import { minute, perWorld, timestamp, type World } from './world.ts'

/** What only a running stream has; the rest is its channel's. */
export interface LiveStream {
  readonly id: string
  readonly person: Person
  /** In milliseconds since 1970. */
  readonly startedAt: number
  viewerCount: number
}

/** How many channels are live in a new world. */
const liveCount = 600

/** Running streams by their user's id, those with most viewers first. */
export const liveStreamsOf: (world: World) => Map<string, LiveStream> = perWorld(world => {
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

/** A running stream as Twitch lists it. */
export function streamRow(world: World, { id, person, startedAt, viewerCount }: LiveStream): Stream {
  const channel = channelOf(world, person.id)
  return {
    id,
    ...asUser(person),
    game_id: channel?.game_id ?? '',
    game_name: channel?.game_name ?? '',
    type: 'live',
    title: channel?.title ?? '',
    // Just after the start Twitch does not know the tags yet.
    tags: world.now() - startedAt < 2 * minute ? null : [...(channel?.tags ?? [])],
    viewer_count: viewerCount,
    started_at: timestamp(startedAt),
    language: channel?.broadcaster_language ?? 'en',
    thumbnail_url: world.image(`preview/${person.login}-{width}x{height}.svg`),
    tag_ids: [],
    is_mature: false,
  }
}
