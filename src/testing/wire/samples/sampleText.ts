import { categoriesOf } from '../../world/categories.ts'
import { type Filled, hash, letterCode, pick, uuid } from '../../world/random.ts'
import { type Person, usersOf } from '../../world/users.ts'
import { hour, minute, timestamp } from '../../world/world.ts'
import type { SampleField } from './sampleField.ts'

export const titles: Filled<string> = [
  'Teal',
  'Lighthouse',
  'Paper boat',
  'Night shift',
  'Second breakfast',
  'Old radio',
]

const sentences: Filled<string> = [
  'Made for the fun of it.',
  'Everybody is welcome.',
  'Bring tea, and something to read.',
  'It will all make sense at the end.',
]

/** Words for a user or channel before `_id`, `_login` and `_name`. */
const people =
  /(^|_)(user|broadcaster|channel|moderator|owner|creator|sender|editor|host|guest|gifter|viewer|streamer|chatter)_$/

/** The user of the fields with this prefix in a row: the one in the request, if it has one. */
function personOf({ world, given, viewer, seed }: SampleField, prefix: string): Person {
  const { all, byId, byLogin, main } = usersOf(world)
  const named = byId(`${given[`${prefix}id`]}`) ?? byLogin(`${given[`${prefix}login`]}`)
  if (named) return named
  if (/(^|_)(broadcaster|channel)_$/.test(prefix)) return viewer ?? main
  return all[1 + (hash(...seed, prefix) % 900)] ?? main
}

/** The prefix of a name, such as `user_` in `user_login`, or `undefined`. */
function prefixOf({ name, siblings }: SampleField, ending: string): string | undefined {
  const prefix = name.slice(0, -ending.length)
  return siblings.includes(`${prefix}login`) || people.test(prefix) ? prefix : undefined
}

/**
 * The time of a field: ends are in the future, all others in the past, and starts are earliest. The first row has the
 * latest times.
 */
export function sampleMoment({ world, name, index, seed }: SampleField): number {
  if (/expire|until|^next|deadline/.test(name)) return world.begun + (index + 1) * hour
  const isBeginning = /start|begin|creat/.test(name)
  return world.begun - (index + (isBeginning ? 1 : 0)) * hour - (hash(...seed) % 30) * minute
}

const title = ({ seed, name }: SampleField) => pick(titles, hash(...seed, name))

const category = ({ world, seed }: SampleField) => {
  const { all } = categoriesOf(world)
  return all[hash(...seed, 'category') % all.length] ?? { id: '', name: '' }
}

/** Texts by field name. The first match counts. */
const kinds: readonly (readonly [name: RegExp, make: (field: SampleField) => string])[] = [
  [/email$/, field => `${personOf(field, '').login}@mail.example`],
  [/(^|_)login$/, field => personOf(field, field.name.slice(0, -'login'.length)).login],
  [/_(at|time|until|date|updated)$|^(date|timestamp)$/, field => timestamp(sampleMoment(field))],
  [
    /(^|_)(url|uri|image|thumbnail|icon|banner|picture|avatar)(_\w+)?$/,
    ({ world, name, index }) => world.image(`${name}/${index}-300x300.svg`),
  ],
  [/^(game|category)_id$/, field => category(field).id],
  [/^(game|category)(_name)?$/, field => category(field).name],
  [/^set_id$/, ({ index }) => `${index + 1}`],
  [
    /(^|_)id$/,
    field => {
      const prefix = prefixOf(field, 'id')
      return prefix === undefined ? uuid(...field.seed, field.name) : personOf(field, prefix).id
    },
  ],
  [
    /(^|_)name$/,
    field => {
      const prefix = prefixOf(field, field.name === 'display_name' ? 'display_name' : 'name')
      return prefix === undefined ? title(field) : personOf(field, prefix).display_name
    },
  ],
  [/(^|_)(title|label|topic|heading|tag)$/, title],
  [
    /(^|_)(description|message|text|reason|prompt|question|comment|content|summary|notes?|bio)$/,
    ({ seed, name }) => pick(sentences, hash(...seed, name)),
  ],
  [/(^|_)colou?r$/, ({ seed }) => `#${(hash(...seed) & 0xffffff).toString(16).padStart(6, '0').toUpperCase()}`],
  [/(^|_)(language|locale)$/, () => 'en'],
  [/currency/, () => 'USD'],
  [/time_?zone$/, () => 'Europe/Berlin'],
  [/(^|_)version$/, () => '1.0.0'],
  [/(^|_)(token|key|secret|slug|sku)$/, ({ seed, name }) => letterCode(20, ...seed, name)],
]

/** Text for a field. Unknown fields are `''`: Twitch's own words cannot be guessed, and it sends `''` itself. */
export const sampleText = (field: SampleField): string =>
  kinds.find(([name]) => name.test(field.name))?.[1](field) ?? ''
