import type { ChannelInformation } from '../../endpoints/channels/getChannelInformation.ts'
import { categoriesOf } from './categories.ts'
import { languages, tags } from './languages.ts'
import { between, hash, pick, share } from './random.ts'
import { asBroadcaster, channelCount, type Person, usersOf } from './users.ts'
import { perChannel, type World } from './world.ts'

/** What a channel shows; the writing endpoints change it. */
export type Channel = ChannelInformation

function makeChannel(world: World, person: Person): Channel {
  const { seed } = world
  const named = asBroadcaster(person)
  const number = hash(seed, 'channel', person.id)
  const language = person.index === 0 || number % 5 < 2 ? languages[0] : pick(languages, number >>> 4)
  // Someone who never streamed has neither a title nor a category.
  const streams = person.index < channelCount
  const { all } = categoriesOf(world)
  // Few categories hold most of the streams.
  const category = all[Math.floor(share(seed, 'category of', person.id) ** 2.2 * all.length)]
  const chosen = streams && number % 23 !== 0 ? category : undefined
  const first = all[3]
  const shown = person.index === 0 ? first : chosen
  return {
    ...named,
    broadcaster_language: language.code,
    game_id: shown?.id ?? '',
    game_name: shown?.name ?? '',
    title: streams ? pick(language.titles, number >>> 7) : '',
    delay: 0,
    tags: streams
      ? [
          ...new Set(
            Array.from({ length: between(0, 4, 'tags', number) }, (_, index) => pick(tags, hash(number, index))),
          ),
        ]
      : [],
    content_classification_labels: number % 17 === 0 ? ['ProfanityVulgarity'] : [],
    is_branded_content: false,
  }
}

/** A channel's information; unknown ids have none. */
export const channelOf: (world: World, id: string) => Channel | undefined = perChannel((world, id) => {
  const person = usersOf(world).byId(id)
  return person && makeChannel(world, person)
})
