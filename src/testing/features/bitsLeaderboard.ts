import { getBitsLeaderboard } from '../../endpoints/bits/getBitsLeaderboard.ts'
import { envelope } from '../wire/helix/response.ts'
import { type Feature, route } from '../wire/helix/route.ts'
import { between } from '../world/random.ts'
import { asUser, somePeople } from '../world/users.ts'
import { day, timestamp } from '../world/world.ts'

const lengths: Readonly<Record<string, number>> = { day, week: 7 * day, month: 30 * day, year: 365 * day }

export const bitsLeaderboard: Feature = [
  route(getBitsLeaderboard, ({ world, params, user }) => {
    const { count = 10, period = 'all', started_at, user_id } = params
    const length = lengths[period]
    const scored = somePeople(world, length === undefined ? 150 : 40, user.id, `cheered ${period}`)
      .map(person => ({ ...asUser(person), score: between(1, 400, person.id, period) * 25 }))
      .sort((a, b) => b.score - a.score)
      .map((row, index) => ({ ...row, rank: index + 1 }))
    const place = scored.findIndex(row => row.user_id === user_id)
    // Someone's neighbours in the ranking, as many above as below.
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
]
