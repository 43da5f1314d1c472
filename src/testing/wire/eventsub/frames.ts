import type { EventSubSubscription } from '../../../endpoints/eventsub/subscription.ts'
import { freshId } from '../../world/freshId.ts'
import { preciseTimestamp, type World } from '../../world/world.ts'

type FrameType = 'session_welcome' | 'session_keepalive' | 'session_reconnect' | 'notification' | 'revocation'

/** A frame as it is sent. Frames about a subscription name its type as well. */
export function frame(world: World, type: FrameType, payload: object, row?: EventSubSubscription): string {
  const metadata = {
    message_id: freshId(world, 'message'),
    message_type: type,
    message_timestamp: preciseTimestamp(world),
    ...(row && { subscription_type: row.type, subscription_version: row.version }),
  }
  return JSON.stringify({ metadata, payload })
}

/** A subscription as frames show it. */
export const subscriptionInFrame = ({ transport, ...row }: EventSubSubscription) => ({
  ...row,
  transport: { method: transport.method, session_id: transport.session_id },
})
