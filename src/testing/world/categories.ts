import { between, type Filled, hash, pick } from './random.ts'
import { perWorld } from './world.ts'

/** A category of streams. */
export interface Category {
  readonly id: string
  readonly name: string
  /** `''` for categories that are not games. */
  readonly igdb_id: string
}

const talks: Filled<Category> = [
  { id: '509658', name: 'Just Chatting', igdb_id: '' },
  { id: '26936', name: 'Music', igdb_id: '' },
  { id: '509660', name: 'Art', igdb_id: '' },
  { id: '1469308723', name: 'Software and Game Development', igdb_id: '' },
  { id: '509673', name: 'Makers & Crafting', igdb_id: '' },
  { id: '509667', name: 'Food & Drink', igdb_id: '' },
  { id: '509671', name: 'Fitness & Health', igdb_id: '' },
  { id: '518203', name: 'Sports', igdb_id: '' },
]

const titles = [
  'Starlight Couriers',
  'Harvest Hollow',
  'Iron Meadow',
  'The Last Lighthouse',
  'Gravel & Glory',
  'Clockwork Abbey',
  'Neon Ferry',
  'Dungeon Bakery',
  'Skybound Relay',
  'Paper Kingdoms',
  'Tide of Ashes',
  'Robot Postal Service',
  'Moonlit Tactics',
  'Kart Carnival',
  'Deep Rail',
  'Velvet Heist',
  'Orchard Wars',
  'Sleeping Giants',
  'Hexfall',
  'Puddle Jumpers',
  'Crown of Moths',
  'Island Ledger',
  'Signal Lost',
  'Goblin Accountant',
  'Frostbite Rally',
  'Ember Saga II',
  'Quantum Laundry',
  'Castle Commute',
  'Bramble Knights',
  'Polar Express Lanes',
]

const firstWords: Filled<string> = [
  'Ancient',
  'Broken',
  'Crystal',
  'Distant',
  'Endless',
  'Fading',
  'Hidden',
  'Infinite',
  'Little',
  'Midnight',
  'Rogue',
  'Sacred',
  'Silent',
  'Solar',
  'Tiny',
  'Wild',
]
const secondWords: Filled<string> = [
  'Arena',
  'Atlas',
  'Battalion',
  'Colony',
  'Frontier',
  'Gardens',
  'Horizon',
  'Legends',
  'Odyssey',
  'Parade',
  'Raiders',
  'Station',
  'Trials',
  'Voyage',
]

/** All categories of a world. Streams decide how many of them are popular. */
export const categoriesOf = perWorld(({ seed }) => {
  const all: Category[] = [...talks]
  const names = new Set(titles)
  for (let index = 0; names.size < 152; index++) {
    const number = hash(seed, 'category', index)
    names.add(`${pick(firstWords, number)} ${pick(secondWords, number >>> 8)}${number % 7 === 0 ? ' II' : ''}`)
  }
  let id = 30_000
  for (const name of names) {
    id += between(1, 4000, seed, 'category id', name)
    all.push({ id: `${id}`, name, igdb_id: hash(name) % 9 === 0 ? '' : `${between(1000, 250_000, 'igdb', name)}` })
  }
  const ids = new Map(all.map(category => [category.id, category]))
  return { all, byId: (id: string): Category | undefined => ids.get(id) }
})

/** The path of a category's cover, with its name. `size` may be a placeholder. */
export const coverPath = ({ id, name }: Category, size: string): string =>
  `box/${id}_${name.replace(/[^A-Za-z0-9]+/g, '_')}-${size}.svg`
