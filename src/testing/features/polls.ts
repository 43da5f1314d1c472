import { createPoll } from '../../endpoints/polls/createPoll.ts'
import { endPoll } from '../../endpoints/polls/endPoll.ts'
import { getPolls } from '../../endpoints/polls/getPolls.ts'
import type { Poll, PollChoice } from '../../endpoints/polls/poll.ts'
import type { EventPoll } from '../../eventsub/parts/poll.ts'
import { type ChannelPollBeginEvent, channelPollBegin } from '../../eventsub/types/channelPollBegin.ts'
import { channelPollEnd } from '../../eventsub/types/channelPollEnd.ts'
import { channelPollProgress } from '../../eventsub/types/channelPollProgress.ts'
import { emit, isAwaited } from '../wire/eventsub/emit.ts'
import { refuse } from '../wire/helix/refusal.ts'
import { data, one } from '../wire/helix/response.ts'
import { many, route } from '../wire/helix/route.ts'
import { freshId } from '../world/freshId.ts'
import { between, type Filled, hash, pick, uuid } from '../world/random.ts'
import { schedule } from '../world/scheduledChanges.ts'
import { asBroadcaster, channelCount, type Person, usersOf } from '../world/users.ts'
import { day, perChannel, second, timestamp, type World } from '../world/world.ts'
import { differ } from './differ.ts'
import { type Emission, type Feature, onEvent } from './feature.ts'

/** A poll, without the votes. */
interface KeptPoll {
  readonly id: string
  title: string
  choices: readonly string[]
  /** The choices of the latest event; `null` without such an event: votes then arrive by themselves. */
  emitted: PollChoice[] | null
  /** Seconds. */
  duration: number
  pointsPerVote: number
  /** In milliseconds since 1970. */
  startedAt: number
  /** When and how a user ended it; `null` if nobody did. */
  ended: { readonly at: number; readonly status: Poll['status'] } | null
}

const questions: Filled<readonly [string, Filled<string>]> = [
  ['What next?', ['Synth', 'Drum machine', 'Something with lasers']],
  ['Break?', ['Now', 'In ten minutes']],
  ['Which colour for the case?', ['Teal', 'Plum', 'Mustard', 'Plain wood']],
  ['Play it again?', ['Yes', 'No', 'Only the bass']],
  ['Who breaks it first?', ['Ada', 'The cat', 'Chat']],
]

/** A channel's polls, the newest first. */
const pollsOf: (world: World, channelId: string) => KeptPoll[] = perChannel((world, channelId) => {
  const { seed, begun } = world
  const channel = usersOf(world).byId(channelId)
  const count =
    channel?.index === 0 ? 24 : channel && channel.index < channelCount ? between(0, 6, seed, 'polls', channelId) : 0
  return Array.from({ length: count }, (_, index): KeptPoll => {
    const number = hash(seed, 'poll', channelId, index)
    const [title, choices] = pick(questions, number)
    const startedAt = begun - (index + 1) * 3 * day + (number % 20_000) * second
    return {
      id: uuid('poll', number),
      title,
      choices,
      emitted: null,
      duration: 300,
      pointsPerVote: number % 3 === 0 ? 100 : 0,
      startedAt,
      ended:
        number % 4 === 0
          ? { at: startedAt + 120 * second, status: number % 8 === 0 ? 'ARCHIVED' : 'TERMINATED' }
          : null,
    }
  })
})

/** The end of a poll, in milliseconds since 1970. */
const endOf = ({ startedAt, duration, ended }: KeptPoll) => ended?.at ?? startedAt + duration * second

const isActive = (world: World, poll: KeptPoll) => world.now() < endOf(poll)

/** Votes arrive while a poll runs, at another pace for each choice. */
function choicesOf(world: World, kept: KeptPoll): PollChoice[] {
  const elapsed = (Math.min(world.now(), endOf(kept)) - kept.startedAt) / second
  return kept.choices.map((title, index) => {
    const votes = Math.floor((elapsed * between(1, 40, kept.id, index)) / 20)
    return {
      id: uuid(kept.id, index),
      title,
      votes,
      channel_points_votes: kept.pointsPerVote ? Math.floor(votes / 5) : 0,
      bits_votes: 0,
    }
  })
}

/** The current state of a poll. */
function pollRow(world: World, broadcaster: Person, kept: KeptPoll): Poll {
  const running = isActive(world, kept)
  return {
    id: kept.id,
    ...asBroadcaster(broadcaster),
    title: kept.title,
    choices: kept.emitted ?? choicesOf(world, kept),
    bits_voting_enabled: false,
    bits_per_vote: 0,
    channel_points_voting_enabled: kept.pointsPerVote > 0,
    channel_points_per_vote: kept.pointsPerVote,
    status: running ? 'ACTIVE' : (kept.ended?.status ?? 'COMPLETED'),
    duration: kept.duration,
    started_at: timestamp(kept.startedAt),
    ...(!running && { ended_at: timestamp(endOf(kept)) }),
  }
}

/** The fields of all events of a poll. */
const pollEvent = (row: Poll) => ({
  broadcaster_user_id: row.broadcaster_id,
  id: row.id,
  title: row.title,
  bits_voting: { is_enabled: row.bits_voting_enabled, amount_per_vote: row.bits_per_vote },
  channel_points_voting: {
    is_enabled: row.channel_points_voting_enabled,
    amount_per_vote: row.channel_points_per_vote,
  },
  started_at: row.started_at,
})

const endsAt = ({ started_at, duration }: Poll) => timestamp(Date.parse(started_at) + duration * second)

const endEvent = (row: Poll) => ({
  ...pollEvent(row),
  choices: row.choices,
  status: row.status.toLowerCase(),
  ended_at: row.ended_at ?? undefined,
})

/** Viewers vote until the poll ends. Twitch sends their votes once a second. */
function schedulePoll(world: World, channel: Person, poll: KeptPoll): void {
  let last = pollRow(world, channel, poll)
  let toldAt = world.now()
  schedule(world, {
    next: () => {
      if (poll.ended || last.status !== 'ACTIVE') return null
      return isAwaited(world, channelPollProgress, channel.id) ? Math.min(endOf(poll), toldAt + second) : endOf(poll)
    },
    happen: () => {
      const row = pollRow(world, channel, poll)
      if (row.status !== 'ACTIVE') emit(world, channelPollEnd, endEvent(row))
      else if (differ(last.choices, row.choices)) {
        emit(world, channelPollProgress, { ...pollEvent(row), choices: row.choices, ends_at: endsAt(row) })
      }
      last = row
      toldAt = world.now()
    },
  })
}

/** Sets a poll to what an event says, and adds it if it is new. */
function setPoll(
  { world, channel, event, at }: Emission<EventPoll & Pick<ChannelPollBeginEvent, 'choices'>>,
  endsAt: string,
  status?: string,
): void {
  if (!channel.broadcaster_type) return
  const startedAt = at(event.started_at)
  const voting = event.channel_points_voting
  const said = {
    title: event.title,
    choices: event.choices.map(({ title }) => title),
    emitted: event.choices.map(({ id, title, votes = 0, channel_points_votes = 0, bits_votes = 0 }) => ({
      id,
      title,
      votes,
      channel_points_votes,
      bits_votes,
    })),
    pointsPerVote: voting.is_enabled ? voting.amount_per_vote : 0,
    startedAt,
  }
  const all = pollsOf(world, channel.id)
  const known = all.find(({ id }) => id === event.id)
  // An event that ends a poll has no duration.
  const duration = status === undefined || !known ? Math.round((at(endsAt) - startedAt) / second) : known.duration
  const ended = status === undefined ? null : { at: at(endsAt), status: status.toUpperCase() }
  if (known) Object.assign(known, said, { duration, ended })
  else all.unshift({ id: event.id, ...said, duration, ended })
}

export const polls: Feature = [
  route(getPolls, ({ world, params, broadcaster, page }) => {
    const all = pollsOf(world, broadcaster.id)
    // Twitch sends null if the channel never had a poll.
    if (!all.length) return data(null, { pagination: {} })
    const ids = many(params.id)
    const found = ids
      ? [...new Set(ids)].map(id => all.find(poll => poll.id === id)).filter(poll => poll !== undefined)
      : all
    if (!found.length) refuse(404, 'None of the polls was found.')
    return page(
      found.map(poll => pollRow(world, broadcaster, poll)),
      { last: 'cursor' },
    )
  }),
  route(createPoll, ({ world, params, broadcaster, now, emit }) => {
    const all = pollsOf(world, broadcaster.id)
    if (!broadcaster.broadcaster_type) refuse(403, 'The broadcaster is not a partner or affiliate.')
    if (all.some(poll => isActive(world, poll))) refuse(400, 'The broadcaster already has an active poll.')
    const poll: KeptPoll = {
      id: freshId(world, 'poll'),
      title: params.title,
      choices: params.choices.map(({ title }) => title),
      emitted: null,
      duration: params.duration,
      pointsPerVote: params.channel_points_voting_enabled ? (params.channel_points_per_vote ?? 0) : 0,
      startedAt: now(),
      ended: null,
    }
    all.unshift(poll)
    const row = pollRow(world, broadcaster, poll)
    emit(channelPollBegin, {
      ...pollEvent(row),
      choices: row.choices.map(({ id, title }) => ({ id, title })),
      ends_at: endsAt(row),
    })
    schedulePoll(world, broadcaster, poll)
    return one(row)
  }),
  route(endPoll, ({ world, params, broadcaster, now, emit }) => {
    const poll = pollsOf(world, broadcaster.id).find(({ id }) => id === params.id)
    if (!poll) return refuse(404, 'The poll was not found.')
    if (!isActive(world, poll)) refuse(400, 'The poll must be active to terminate or archive it.')
    poll.ended = { at: now(), status: params.status }
    const row = pollRow(world, broadcaster, poll)
    emit(channelPollEnd, endEvent(row))
    return one(row)
  }),
  onEvent(channelPollBegin, emission => setPoll(emission, emission.event.ends_at)),
  onEvent(channelPollProgress, emission => setPoll(emission, emission.event.ends_at)),
  onEvent(channelPollEnd, emission => setPoll(emission, emission.event.ended_at, emission.event.status)),
]
