import { createPoll } from '../../../endpoints/polls/createPoll.ts'
import { endPoll } from '../../../endpoints/polls/endPoll.ts'
import type { Poll } from '../../../endpoints/polls/poll.ts'
import { channelPollBegin } from '../../../eventsub/types/channelPollBegin.ts'
import { channelPollEnd } from '../../../eventsub/types/channelPollEnd.ts'
import { channelPollProgress } from '../../../eventsub/types/channelPollProgress.ts'
import { endOf, type KeptPoll, pollRow, pollsOf } from '../../helix/families/polls.ts'
import type { Person } from '../../world/users.ts'
import { second, timestamp, type World } from '../../world/world.ts'
import { begin } from '../courses.ts'
import { isAwaited } from '../emit.ts'
import { type Caused, causes, differ, event, type WriteEvents } from './causes.ts'

const told = (row: Poll) => ({
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

const begun = (row: Poll): Caused =>
  event(channelPollBegin, {
    ...told(row),
    choices: row.choices.map(({ id, title }) => ({ id, title })),
    ends_at: endsAt(row),
  })

const progressed = (row: Poll): Caused =>
  event(channelPollProgress, { ...told(row), choices: row.choices, ends_at: endsAt(row) })

const ended = (row: Poll): Caused =>
  event(channelPollEnd, {
    ...told(row),
    choices: row.choices,
    status: row.status.toLowerCase(),
    ended_at: row.ended_at ?? undefined,
  })

/** Viewers vote, of which Twitch tells once a second, until the poll ends by itself or by someone. */
function run(world: World, channel: Person, poll: KeptPoll): void {
  let last = pollRow(world, channel, poll)
  let toldAt = world.now()
  begin(world, {
    next: () => {
      if (poll.ended || last.status !== 'ACTIVE') return null
      return isAwaited(world, channelPollProgress, channel.id) ? Math.min(endOf(poll), toldAt + second) : endOf(poll)
    },
    happen: () => {
      const row = pollRow(world, channel, poll)
      if (row.status !== 'ACTIVE') ended(row)(world)
      else if (differ(last.choices, row.choices)) progressed(row)(world)
      last = row
      toldAt = world.now()
    },
  })
}

export const polls: readonly WriteEvents[] = [
  causes(createPoll, {
    events: ({ world, channel, row }) => {
      const made = pollsOf(world, channel.id).find(({ id }) => id === row.id)
      if (made) run(world, channel, made)
      return [begun(row)]
    },
  }),
  causes(endPoll, { events: ({ row }) => [ended(row)] }),
]
