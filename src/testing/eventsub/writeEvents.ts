import type { EndpointSpec } from '../../spec.ts'
import type { HelixResponse } from '../helix/response.ts'
import type { Call } from '../helix/route.ts'
import { later } from './later.ts'
import { autoMod } from './writeEvents/autoMod.ts'
import type { WriteEvents } from './writeEvents/causes.ts'
import { channel } from './writeEvents/channel.ts'
import { chat } from './writeEvents/chat.ts'
import { guestStar } from './writeEvents/guestStar.ts'
import { moderation } from './writeEvents/moderation.ts'
import { polls } from './writeEvents/polls.ts'
import { predictions } from './writeEvents/predictions.ts'
import { raids } from './writeEvents/raids.ts'
import { rewards } from './writeEvents/rewards.ts'

/** Which events a write causes, by the description of its endpoint. All others cause none. */
const table: ReadonlyMap<EndpointSpec, WriteEvents> = new Map(
  [autoMod, channel, chat, guestStar, moderation, polls, predictions, raids, rewards]
    .flat()
    .map(writeEvents => [writeEvents.spec, writeEvents]),
)

/** Answers a call, and sends the events that it causes in a later task: the answer goes first. A refusal causes none. */
export function withEvents(call: Call, answer: () => HelixResponse<unknown>): HelixResponse<unknown> {
  const look = table.get(call.spec)?.watch(call)
  const response = answer()
  const caused = look?.(response) ?? []
  if (caused.length) {
    later(() => {
      for (const send of caused) send(call.world)
    })
  }
  return response
}
