import { type ChannelInformation, getChannelInformation } from '../../endpoints/channels/getChannelInformation.ts'
import { modifyChannelInformation } from '../../endpoints/channels/modifyChannelInformation.ts'
import { channelUpdate } from '../../eventsub/types/channelUpdate.ts'
import { refuse } from '../wire/helix/refusal.ts'
import { data, noContent } from '../wire/helix/response.ts'
import { many, route } from '../wire/helix/route.ts'
import { categoriesOf } from '../world/categories.ts'
import { languages, tags } from '../world/languages.ts'
import { between, hash, pick, share } from '../world/random.ts'
import { asBroadcaster, channelCount, type Person, usersOf } from '../world/users.ts'
import { perChannel, type World } from '../world/world.ts'
import { differ } from './differ.ts'
import { type Feature, onEvent } from './feature.ts'
import { ofChannel } from './people.ts'

/** The information of a channel. The endpoints that write change it. */
type Channel = ChannelInformation

function makeChannel(world: World, person: Person): Channel {
  const { seed } = world
  const named = asBroadcaster(person)
  const number = hash(seed, 'channel', person.id)
  const language = person.index === 0 || number % 5 < 2 ? languages[0] : pick(languages, number >>> 4)
  // A user who never streamed has no title and no category.
  const streams = person.index < channelCount
  const { all } = categoriesOf(world)
  // Few categories have most of the streams.
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

/** The information of a channel; `undefined` for unknown ids. */
export const channelOf: (world: World, id: string) => Channel | undefined = perChannel((world, id) => {
  const person = usersOf(world).byId(id)
  return person && makeChannel(world, person)
})

/** The fields of `channel.update` for a channel. */
const channelEvent = (channel: Channel) => ({
  title: channel.title,
  language: channel.broadcaster_language,
  category_id: channel.game_id,
  category_name: channel.game_name,
  content_classification_labels: [...channel.content_classification_labels],
})

export const channels: Feature = [
  route(getChannelInformation, ({ world, params, viewer }) => {
    const found = new Set(many(params.broadcaster_id))
    const rows = [...found].map(id => channelOf(world, id)).filter(channel => channel !== undefined)
    // Only the owner sees the delay.
    return data(rows.map(row => ({ ...row, delay: row.broadcaster_id === viewer?.id ? row.delay : 0 })))
  }),
  route(modifyChannelInformation, ({ world, params, broadcaster, emit }) => {
    const channel = channelOf(world, broadcaster.id)
    if (!channel) return refuse(400, 'The broadcaster was not found.')
    const before = channelEvent(channel)
    const { game_id, broadcaster_language, title, delay, tags, content_classification_labels, is_branded_content } =
      params
    if (game_id !== undefined) {
      const category = categoriesOf(world).byId(game_id)
      if (!category && game_id !== '' && game_id !== '0') refuse(400, 'The game_id is not valid.')
      channel.game_id = category?.id ?? ''
      channel.game_name = category?.name ?? ''
    }
    if (delay !== undefined) {
      if (broadcaster.broadcaster_type !== 'partner') refuse(400, 'Only partners may set a delay.')
      channel.delay = delay
    }
    // A language that Twitch does not know is ignored.
    if (languages.some(({ code }) => code === broadcaster_language)) {
      channel.broadcaster_language = broadcaster_language ?? channel.broadcaster_language
    }
    channel.title = title ?? channel.title
    channel.tags = [...(tags ?? channel.tags)]
    channel.is_branded_content = is_branded_content ?? channel.is_branded_content
    const labels = new Set(channel.content_classification_labels)
    for (const { id, is_enabled } of content_classification_labels ?? []) {
      if (is_enabled) labels.add(id)
      else labels.delete(id)
    }
    channel.content_classification_labels = [...labels]
    const event = channelEvent(channel)
    if (differ(before, event)) emit(channelUpdate, { ...ofChannel(broadcaster), ...event })
    return noContent
  }),
  onEvent(channelUpdate, ({ world, channel, event }) => {
    const row = channelOf(world, channel.id)
    if (!row) return
    row.title = event.title
    row.broadcaster_language = event.language
    row.game_id = event.category_id
    row.game_name = event.category_name
    row.content_classification_labels = [...event.content_classification_labels]
  }),
]
