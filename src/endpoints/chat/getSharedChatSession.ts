import { type AnyToken, anyToken, type Endpoint, maybe } from '../../endpoint.ts'
import { array, object, string } from '../../schema/object.ts'
import { id } from '../../schema/parameters.ts'

export interface GetSharedChatSessionParams {
  /** The channel. */
  broadcaster_id: string
}

/** A channel in a shared chat. */
export interface SharedChatParticipant {
  broadcaster_id: string
}

/** Channels that share one chat. */
export interface SharedChatSession {
  session_id: string
  /** The channel that invited the others. */
  host_broadcaster_id: string
  /** All channels, the host's included. */
  participants: SharedChatParticipant[]
  /** In RFC 3339. */
  created_at: string
  /** In RFC 3339. */
  updated_at: string
}

/**
 * The shared chat that a channel is in, or `null`.
 *
 * Takes a user, app or extension token; needs no scope.
 *
 * @see https://dev.twitch.tv/docs/api/reference/chat#get-shared-chat-session
 * @example
 * ```ts
 * import { type HelixClient, getSharedChatSession } from 'tinyhelix'
 *
 * async function chatPartners(client: HelixClient, broadcaster_id: string) {
 *   const session = await getSharedChatSession(client, { broadcaster_id })
 *   return session?.participants.filter(other => other.broadcaster_id !== broadcaster_id) ?? []
 * }
 * ```
 */
export const getSharedChatSession: Endpoint<GetSharedChatSessionParams, SharedChatSession | null, AnyToken> = maybe({
  path: '/shared_chat/session',
  tokens: anyToken,
  public: true,
  params: { broadcaster_id: id },
  item: object<SharedChatSession>({
    session_id: string,
    host_broadcaster_id: string,
    participants: array(object<SharedChatParticipant>({ broadcaster_id: string })),
    created_at: string,
    updated_at: string,
  }),
  staleTime: 60_000,
})
