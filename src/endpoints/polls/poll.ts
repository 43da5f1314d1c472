import { array, boolean, nullish, number, object, string } from '../../schema/object.ts'

/** One answer of a poll. */
export interface PollChoice {
  id: string
  title: string
  /** All votes, including those bought with Channel Points. */
  votes: number
  /** Votes bought with Channel Points. */
  channel_points_votes: number
  /** @deprecated Always `0`. */
  bits_votes: number
}

/** A poll. */
export interface Poll {
  id: string
  broadcaster_id: string
  broadcaster_name: string
  broadcaster_login: string
  /** The question. */
  title: string
  /** Two to five answers. */
  choices: PollChoice[]
  /** @deprecated Always `false`. */
  bits_voting_enabled: boolean
  /** @deprecated Always `0`. */
  bits_per_vote: number
  /** Whether viewers may buy more votes with Channel Points. */
  channel_points_voting_enabled: boolean
  /** The price of one more vote. */
  channel_points_per_vote: number
  /**
   * `COMPLETED`: ended in time; `TERMINATED`: ended early; `ARCHIVED`: ended and hidden from viewers; `MODERATED`:
   * deleted; `INVALID`: the status is unknown.
   */
  status: 'ACTIVE' | 'COMPLETED' | 'TERMINATED' | 'ARCHIVED' | 'MODERATED' | 'INVALID' | (string & {})
  /** Seconds. */
  duration: number
  /** In RFC 3339. */
  started_at: string
  /** In RFC 3339; absent or `null` while the poll runs. */
  ended_at?: string | null | undefined
}

export const poll = object<Poll>({
  id: string,
  broadcaster_id: string,
  broadcaster_name: string,
  broadcaster_login: string,
  title: string,
  choices: array(
    object<PollChoice>({ id: string, title: string, votes: number, channel_points_votes: number, bits_votes: number }),
  ),
  bits_voting_enabled: boolean,
  bits_per_vote: number,
  channel_points_voting_enabled: boolean,
  channel_points_per_vote: number,
  status: string,
  duration: number,
  started_at: string,
  ended_at: nullish(string),
})
