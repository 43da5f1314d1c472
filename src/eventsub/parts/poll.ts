import { boolean, type Fields, number, object, string } from '../../schema/object.ts'
import { channel, type EventChannel } from './people.ts'

/** Whether viewers may buy more votes, and for how much. */
export interface EventPollVoting {
  is_enabled: boolean
  /** The price of one more vote. */
  amount_per_vote: number
}

/** A poll, without its answers. */
export interface EventPoll extends EventChannel {
  id: string
  /** The question. */
  title: string
  /** @deprecated Votes are not sold for Bits any more. */
  bits_voting: EventPollVoting
  /** Votes for Channel Points. */
  channel_points_voting: EventPollVoting
  /** In RFC 3339. */
  started_at: string
}

const voting = object<EventPollVoting>({ is_enabled: boolean, amount_per_vote: number })

export const poll: Fields<EventPoll> = {
  ...channel,
  id: string,
  title: string,
  bits_voting: voting,
  channel_points_voting: voting,
  started_at: string,
}
