import type { GetPollsParams, getPolls } from '../../endpoints/polls/getPolls.ts'
import type { Poll } from '../../endpoints/polls/poll.ts'
import { type ChannelPollBeginEvent, channelPollBegin } from '../../eventsub/types/channelPollBegin.ts'
import { type ChannelPollEndEvent, channelPollEnd } from '../../eventsub/types/channelPollEnd.ts'
import { channelPollProgress } from '../../eventsub/types/channelPollProgress.ts'
import { channelFields } from './channelFields.ts'
import { answersOf, defineLiveFamily, type LiveEffect, type LiveFamily, type LiveFields, liveRule } from './liveRule.ts'

const answers = answersOf<typeof getPolls>('/polls')

/** The fields of all polls, in any state. */
const common = {
  id: 'id',
  ...channelFields,
  title: 'title',
  choices: ({ choices }) =>
    choices.map(({ votes = 0, channel_points_votes = 0, bits_votes = 0, ...choice }) => ({
      ...choice,
      votes,
      channel_points_votes,
      bits_votes,
    })),
  bits_voting_enabled: event => event.bits_voting.is_enabled,
  bits_per_vote: event => event.bits_voting.amount_per_vote,
  channel_points_voting_enabled: event => event.channel_points_voting.is_enabled,
  channel_points_per_vote: event => event.channel_points_voting.amount_per_vote,
  started_at: 'started_at',
} satisfies LiveFields<ChannelPollBeginEvent | ChannelPollEndEvent, Poll>

const running = {
  effect: 'insert',
  row: 'id',
  from: 'id',
  maxFirst: 20,
  fields: {
    ...common,
    status: () => 'ACTIVE',
    duration: event => (Date.parse(event.ends_at) - Date.parse(event.started_at)) / 1000,
  },
} satisfies LiveEffect<ChannelPollBeginEvent, Poll, Poll[], GetPollsParams>

/** Polls: begin, votes and end. */
export const livePolls: LiveFamily = defineLiveFamily([
  liveRule(channelPollBegin, answers, running),
  liveRule(channelPollProgress, answers, running),
  liveRule(channelPollEnd, answers, {
    effect: 'patch',
    row: 'id',
    from: 'id',
    fields: { ...common, status: event => event.status.toUpperCase(), ended_at: 'ended_at' },
  }),
])
