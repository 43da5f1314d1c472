import { array, number, object, string } from '../../schema/object.ts'

/** One answer of a poll. */
export interface EventPollChoice {
  id: string
  title: string
  /** All votes, those bought with Channel Points included. */
  votes: number
  /** Votes bought with Channel Points. */
  channel_points_votes: number
  /** @deprecated Always `0`. */
  bits_votes: number
}

export const pollChoices = array(
  object<EventPollChoice>({
    id: string,
    title: string,
    votes: number,
    channel_points_votes: number,
    bits_votes: number,
  }),
)
