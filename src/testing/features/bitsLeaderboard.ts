import { getBitsLeaderboard } from '../../endpoints/bits/getBitsLeaderboard.ts'
import { channelBitsUse } from '../../eventsub/types/channelBitsUse.ts'
import { envelope } from '../wire/helix/response.ts'
import { route } from '../wire/helix/route.ts'
import { between } from '../world/random.ts'
import { asUser, type Person, somePeople } from '../world/users.ts'
import { day, perChannel, timestamp } from '../world/world.ts'
import { type Feature, onEvent } from './feature.ts'

const lengths: Readonly<Record<string, number>> = { day, week: 7 * day, month: 30 * day, year: 365 * day }

/** The Bits that viewers have used in a channel since this world was created. */
const usedIn = perChannel(() => new Map<Person, number>())

export const bitsLeaderboard: Feature = [
  route(getBitsLeaderboard, ({ world, params, user }) => {
    const { count = 10, period = 'all', started_at, user_id } = params
    const length = lengths[period]
    const used = usedIn(world, user.id)
    const past = somePeople(world, length === undefined ? 150 : 40, user.id, `cheered ${period}`)
    const scored = [...new Set([...past, ...used.keys()])]
      .map(person => {
        const before = past.includes(person) ? between(1, 400, person.id, period) * 25 : 0
        return { ...asUser(person), score: before + (used.get(person) ?? 0) }
      })
      .sort((a, b) => b.score - a.score)
      .map((row, index) => ({ ...row, rank: index + 1 }))
    const place = scored.findIndex(row => row.user_id === user_id)
    // The users around a user in the ranking, as many above as below.
    const from = user_id === undefined ? 0 : place < 0 ? scored.length : Math.max(0, place - Math.floor(count / 2))
    const found = scored.slice(from, from + count)
    const start = length === undefined || started_at === undefined ? null : Date.parse(started_at)
    return envelope({
      data: found,
      date_range:
        start === null
          ? { started_at: '', ended_at: '' }
          : { started_at: timestamp(start), ended_at: timestamp(start + (length ?? 0)) },
      total: found.length,
    })
  }),
  // Twitch reports a cheer with channel.cheer too, so it counts once.
  onEvent(channelBitsUse, ({ world, channel, event, person }) => {
    const user = person(event.user_id)
    const used = usedIn(world, channel.id)
    if (user) used.set(user, (used.get(user) ?? 0) + event.bits)
  }),
]
