import { type Endpoint, one } from '../../endpoint.ts'
import { array, boolean, nullable, nullish, number, object, optional, string } from '../../schema/object.ts'
import { self } from '../../schema/parameters.ts'

export interface GetHypeTrainStatusParams {
  /** The channel. @defaultValue the signed-in user; Twitch accepts no other id */
  broadcaster_id?: string
}

/** The contribution of a user to a Hype Train. */
export interface HypeTrainContribution {
  user_id: string
  user_login: string
  user_name: string
  type: 'bits' | 'subscription' | 'other' | (string & {})
  /** Points. */
  total: number
}

/** A channel that shares a Hype Train. */
export interface HypeTrainParticipant {
  broadcaster_user_id: string
  broadcaster_user_login: string
  broadcaster_user_name: string
}

/** A Hype Train that is running. */
export interface HypeTrain {
  id: string
  broadcaster_user_id: string
  broadcaster_user_login: string
  broadcaster_user_name: string
  level: number
  /** All points so far. */
  total: number
  /** Points so far at this level. */
  progress: number
  /** Points that complete this level. */
  goal: number
  /** The users who contributed most. */
  top_contributions: HypeTrainContribution[]
  /** The channels that share it; `null` or absent if it is not shared. */
  shared_train_participants?: HypeTrainParticipant[] | null | undefined
  /** In RFC 3339. */
  started_at: string
  /** When it ends, in RFC 3339. Each new level extends it. */
  expires_at: string
  type: 'treasure' | 'golden_kappa' | 'regular' | (string & {})
  is_shared_train?: boolean | undefined
}

/** A channel's best Hype Train. */
export interface HypeTrainRecord {
  level: number
  /** Points. */
  total: number
  /** In RFC 3339. */
  achieved_at: string
}

/** The Hype Train of a channel, and its records. */
export interface HypeTrainStatus {
  /** `null` while there is none. */
  current: HypeTrain | null
  /** `null` if there has been none. */
  all_time_high: HypeTrainRecord | null
  /** The best of those shared with other channels; `null` if there has been none. */
  shared_all_time_high: HypeTrainRecord | null
}

const record = object<HypeTrainRecord>({ level: number, total: number, achieved_at: string })

/**
 * The running Hype Train of a channel, if any, and the channel's records.
 *
 * Takes a user token with the scope `channel:read:hype_train`. `broadcaster_id` defaults to the signed-in user.
 *
 * @see https://dev.twitch.tv/docs/api/reference/hype-train#get-hype-train-status
 * @example
 * ```ts
 * import { getHypeTrainStatus, type HelixClient } from 'tinyhelix'
 *
 * async function hypeLevel(client: HelixClient) {
 *   const { current } = await getHypeTrainStatus(client)
 *   return current ? current.level : 0
 * }
 * ```
 */
export const getHypeTrainStatus: Endpoint<GetHypeTrainStatusParams, HypeTrainStatus> = one({
  path: '/hypetrain/status',
  scopes: ['channel:read:hype_train'],
  params: { broadcaster_id: self },
  item: object<HypeTrainStatus>({
    current: nullable(
      object<HypeTrain>({
        id: string,
        broadcaster_user_id: string,
        broadcaster_user_login: string,
        broadcaster_user_name: string,
        level: number,
        total: number,
        progress: number,
        goal: number,
        top_contributions: array(
          object<HypeTrainContribution>({
            user_id: string,
            user_login: string,
            user_name: string,
            type: string,
            total: number,
          }),
        ),
        shared_train_participants: nullish(
          array(
            object<HypeTrainParticipant>({
              broadcaster_user_id: string,
              broadcaster_user_login: string,
              broadcaster_user_name: string,
            }),
          ),
        ),
        started_at: string,
        expires_at: string,
        type: string,
        is_shared_train: optional(boolean),
      }),
    ),
    all_time_high: nullable(record),
    shared_all_time_high: nullable(record),
  }),
  staleTime: 5_000,
})
