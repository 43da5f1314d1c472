import { getExtensionAnalytics } from '../../endpoints/analytics/getExtensionAnalytics.ts'
import { getGameAnalytics } from '../../endpoints/analytics/getGameAnalytics.ts'
import { refuse } from '../wire/helix/refusal.ts'
import { route } from '../wire/helix/route.ts'
import { letterCode } from '../world/random.ts'
import { day, timestamp, type World } from '../world/world.ts'
import type { Feature } from './feature.ts'

/** The days of a report. Twitch's reports end two days ago. */
const rangeOf = (world: World, from: string | undefined, to: string | undefined, days: number) => ({
  started_at: from ?? timestamp(Math.floor(world.begun / day) * day - days * day),
  ended_at: to ?? timestamp(Math.floor(world.begun / day) * day - 2 * day),
})

const address = (kind: string, id: string) => `https://twitch-piper-reports.invalid/${kind}/${id}/overview_v2.csv`

export const analytics: Feature = [
  route(getExtensionAnalytics, ({ world, params, user, page }) => {
    const { extension_id, started_at, ended_at } = params
    const all = Array.from({ length: 22 }, (_, index) => letterCode(30, world.seed, user.id, 'extension', index))
    const found = all.filter(id => extension_id === undefined || id === extension_id)
    if (!found.length) refuse(404, 'The extension was not found.')
    const date_range = rangeOf(world, started_at, ended_at, 900)
    return page(found.map(id => ({ extension_id: id, URL: address('dynamic', id), type: 'overview_v2', date_range })))
  }),
  route(getGameAnalytics, ({ world, params, page }) => {
    const { game_id, started_at, ended_at } = params
    const all = ['1469308723', '509658']
    const found = all.filter(id => game_id === undefined || id === game_id)
    if (!found.length) refuse(404, 'The game was not found.')
    const date_range = rangeOf(world, started_at, ended_at, 365)
    return page(found.map(id => ({ game_id: id, URL: address('games', id), type: 'overview_v2', date_range })))
  }),
]
