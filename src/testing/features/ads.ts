import { type AdSchedule, getAdSchedule } from '../../endpoints/ads/getAdSchedule.ts'
import { snoozeNextAd } from '../../endpoints/ads/snoozeNextAd.ts'
import { startCommercial } from '../../endpoints/ads/startCommercial.ts'
import { channelAdBreakBegin } from '../../eventsub/types/channelAdBreakBegin.ts'
import { refuse } from '../wire/helix/refusal.ts'
import { one } from '../wire/helix/response.ts'
import { route } from '../wire/helix/route.ts'
import { hour, minute, perChannel, second, timestamp, type World } from '../world/world.ts'
import { type Feature, onEvent } from './feature.ts'
import { ofChannel } from './people.ts'
import { liveStreamsOf } from './streams.ts'

/** All times in milliseconds since 1970. */
interface Breaks {
  snoozes: number
  /** The time of the next new snooze. */
  refreshAt: number
  nextAt: number
  lastAt: number
  /** The end of the time without ads for new viewers. */
  freeUntil: number
  /** The earliest time of the next commercial. */
  readyAt: number
}

const maxSnoozes = 3
const breakLength = 60 * second

const keptBreaks = perChannel(
  ({ begun }): Breaks => ({
    snoozes: maxSnoozes,
    refreshAt: begun + hour,
    nextAt: begun + 20 * minute,
    lastAt: begun - 40 * minute,
    freeUntil: begun + 5 * minute,
    readyAt: begun,
  }),
)

/** The current ad breaks of a live channel: one an hour, and one new snooze an hour. */
function breaksOf(world: World, channelId: string): Breaks | null {
  if (!liveStreamsOf(world).has(channelId)) return null
  const breaks = keptBreaks(world, channelId)
  const now = world.now()
  while (breaks.nextAt <= now) {
    breaks.lastAt = breaks.nextAt
    breaks.freeUntil = breaks.lastAt + 20 * minute
    breaks.nextAt += hour
  }
  while (breaks.refreshAt <= now) {
    breaks.snoozes = Math.min(maxSnoozes, breaks.snoozes + 1)
    breaks.refreshAt += hour
  }
  return breaks
}

const cooldown = 8 * minute

function beginBreak(breaks: Breaks, length: number, at: number): void {
  breaks.readyAt = at + cooldown
  breaks.lastAt = at
  // Thirty seconds of ads free new viewers from ads for ten minutes.
  breaks.freeUntil = at + length * 20 * second
}

/** Twitch writes these times as whole seconds. */
const seconds = (ms: number) => Math.floor(ms / second)

const nothingPlanned: AdSchedule = {
  snooze_count: 0,
  snooze_refresh_at: 0,
  next_ad_at: 0,
  duration: 0,
  last_ad_at: 0,
  preroll_free_time: 0,
}

export const ads: Feature = [
  route(getAdSchedule, ({ world, broadcaster, now }) => {
    const breaks = breaksOf(world, broadcaster.id)
    if (!breaks) return one(nothingPlanned)
    return one({
      snooze_count: breaks.snoozes,
      snooze_refresh_at: seconds(breaks.refreshAt),
      next_ad_at: seconds(breaks.nextAt),
      duration: seconds(breakLength),
      last_ad_at: seconds(breaks.lastAt),
      preroll_free_time: Math.max(0, seconds(breaks.freeUntil - now())),
    })
  }),
  route(snoozeNextAd, ({ world, broadcaster }) => {
    const breaks = breaksOf(world, broadcaster.id)
    if (!breaks) return refuse(400, 'The channel is not currently live.')
    if (!breaks.snoozes) refuse(429, 'Channel has no snoozes left.')
    breaks.snoozes--
    breaks.nextAt += 5 * minute
    return one({
      snooze_count: breaks.snoozes,
      snooze_refresh_at: seconds(breaks.refreshAt),
      next_ad_at: seconds(breaks.nextAt),
    })
  }),
  route(startCommercial, ({ world, params, broadcaster, actor, now, emit }) => {
    const breaks = breaksOf(world, broadcaster.id)
    if (!breaks) return refuse(400, 'To start a commercial, the broadcaster must be streaming live.')
    if (now() < breaks.readyAt)
      refuse(429, 'The broadcaster may not run another commercial until the cooldown is over.')
    beginBreak(breaks, params.length, now())
    emit(channelAdBreakBegin, {
      ...ofChannel(broadcaster),
      duration_seconds: params.length,
      started_at: timestamp(now()),
      is_automatic: false,
      requester_user_id: actor.id,
    })
    return one({ length: params.length, message: '', retry_after: seconds(cooldown) })
  }),
  onEvent(channelAdBreakBegin, ({ world, channel, event, at }) => {
    const breaks = breaksOf(world, channel.id)
    if (breaks) beginBreak(breaks, event.duration_seconds, at(event.started_at))
  }),
]
