import type { Game } from '../../endpoints/games/game.ts'
import { getGames } from '../../endpoints/games/getGames.ts'
import { getTopGames } from '../../endpoints/games/getTopGames.ts'
import { data } from '../wire/helix/response.ts'
import { many, route } from '../wire/helix/route.ts'
import { type Category, categoriesOf, coverPath } from '../world/categories.ts'
import type { World } from '../world/world.ts'
import { channelOf } from './channels.ts'
import type { Feature } from './feature.ts'
import { liveStreamsOf } from './streams.ts'

const row = ({ image }: World, category: Category): Game => ({
  id: category.id,
  name: category.name,
  box_art_url: image(coverPath(category, '{width}x{height}')),
  igdb_id: category.igdb_id,
})

export const games: Feature = [
  route(getGames, ({ world, params }) => {
    const ids = many(params.id)
    const names = many(params.name)
    const igdbIds = many(params.igdb_id)
    const found = categoriesOf(world).all.filter(
      ({ id, name, igdb_id }) => ids?.includes(id) || names?.includes(name) || igdbIds?.includes(igdb_id),
    )
    return data(found.map(category => row(world, category)))
  }),
  route(getTopGames, ({ world, page }) => {
    const viewers = new Map<string, number>()
    for (const { person, viewerCount } of liveStreamsOf(world).values()) {
      const id = channelOf(world, person.id)?.game_id ?? ''
      viewers.set(id, (viewers.get(id) ?? 0) + viewerCount)
    }
    const watched = categoriesOf(world).all.filter(({ id }) => viewers.has(id))
    watched.sort((a, b) => (viewers.get(b.id) ?? 0) - (viewers.get(a.id) ?? 0))
    return page(watched.map(category => row(world, category)))
  }),
]
