import type { Emote, EmoteImages } from '../../endpoints/chat/emote.ts'
import { getChannelEmotes } from '../../endpoints/chat/getChannelEmotes.ts'
import { getEmoteSets } from '../../endpoints/chat/getEmoteSets.ts'
import { getGlobalEmotes } from '../../endpoints/chat/getGlobalEmotes.ts'
import type { ChatMessageEmote } from '../../endpoints/chat/getPinnedChatMessage.ts'
import { getUserEmotes } from '../../endpoints/chat/getUserEmotes.ts'
import { data } from '../wire/helix/response.ts'
import { many, route } from '../wire/helix/route.ts'
import { between, type Filled } from '../world/random.ts'
import { channelCount, type Person, usersOf } from '../world/users.ts'
import type { World } from '../world/world.ts'
import type { Feature } from './feature.ts'
import { followedBy } from './follows.ts'
import { subscriptionsOf } from './subscriptions.ts'

/** The field of emote lists outside the rows: the template of image addresses. */
const template = ({ image }: World) => ({ template: image('emoticons/v2/{{id}}/{{format}}/{{theme_mode}}/{{scale}}') })

const imagesOf = ({ image }: World, id: string): EmoteImages => {
  const url = (scale: string) => image(`emoticons/v2/${id}/static/light/${scale}`)
  return { url_1x: url('1.0'), url_2x: url('2.0'), url_4x: url('3.0') }
}

const globalNames = [
  ':)',
  ':(',
  ':D',
  '<3',
  'FakeWave',
  'FakeLaugh',
  'FakeHype',
  'FakeThink',
  'FakeTea',
  'FakeClap',
  'FakeNap',
  'FakeGG',
]

interface Kind {
  readonly emote_type: string
  readonly tier: string
  /** The last digit of the set's id. */
  readonly digit: number
}

const follower: Kind = { emote_type: 'follower', tier: '', digit: 1 }
const bits: Kind = { emote_type: 'bitstier', tier: '', digit: 2 }
const [first, second, third] = [1, 2, 3].map(
  (number): Kind => ({ emote_type: 'subscriptions', tier: `${number}000`, digit: 2 + number }),
)

/** The suffixes of a channel's emotes, and their users. */
const channelNames: Filled<readonly [string, Kind | undefined]> = [
  ['Hi', follower],
  ['Love', first],
  ['Rage', first],
  ['Sip', first],
  ['Dance', first],
  ['Hype', first],
  ['Oops', second],
  ['Sleep', third],
  ['Wow', bits],
  ['Bye', third],
]

/** The first digits of the ids of emote sets. Each channel has ten. */
const setsBegin = 300_000

const emote = (id: string, name: string, isAnimated: boolean): Emote => ({
  id,
  name,
  format: isAnimated ? ['static', 'animated'] : ['static'],
  scale: ['1.0', '2.0', '3.0'],
  theme_mode: ['light', 'dark'],
})

/** The global emotes. */
const globalEmotes = globalNames.map((name, index) => emote(`${index + 1}`, name, index % 5 === 4))

/** A channel's emotes, and their users. */
const channelEmotes = ({ seed }: World, { id, index, login }: Person) => {
  const count =
    index === 0 ? channelNames.length : index < channelCount ? between(0, channelNames.length, seed, 'emotes', id) : 0
  return channelNames.slice(0, count).map(([name, kind = follower], nth) => ({
    ...emote(`emotesv2_${id}${nth}`, `${login.replaceAll('_', '').slice(0, 6)}${name}`, nth % 4 === 3),
    tier: kind.tier,
    emote_type: kind.emote_type,
    emote_set_id: `${setsBegin + index * 10 + kind.digit}`,
  }))
}

/** The emotes of a channel's chat by name, including global ones. */
export const emotesIn = (world: World, channel: Person): ReadonlyMap<string, ChatMessageEmote> =>
  new Map([
    ...globalEmotes.map(({ name, id, format }): [string, ChatMessageEmote] => [
      name,
      { id, emote_set_id: '0', owner_id: '0', format: [...format] },
    ]),
    ...channelEmotes(world, channel).map(({ name, id, emote_set_id, format }): [string, ChatMessageEmote] => [
      name,
      { id, emote_set_id, owner_id: channel.id, format: [...format] },
    ]),
  ])

/** Whether a text has nothing but global emotes and the channel's. */
export function isEmotesOnly(world: World, channel: Person, text: string): boolean {
  const names = emotesIn(world, channel)
  return text
    .trim()
    .split(/\s+/)
    .every(word => names.has(word))
}

export const emotes: Feature = [
  route(getGlobalEmotes, ({ world }) =>
    data(
      globalEmotes.map(row => ({ ...row, images: imagesOf(world, row.id) })),
      template(world),
    ),
  ),
  route(getChannelEmotes, ({ world, broadcaster }) =>
    data(
      channelEmotes(world, broadcaster).map(row => ({ ...row, images: imagesOf(world, row.id) })),
      template(world),
    ),
  ),
  route(getEmoteSets, ({ world, params }) => {
    const { all } = usersOf(world)
    const rows = many(params.emote_set_id).flatMap(id => {
      const owner = all[Math.floor((Number(id) - setsBegin) / 10)]
      const set = owner ? channelEmotes(world, owner).filter(({ emote_set_id }) => emote_set_id === id) : []
      return set.map(({ tier: _, ...row }) => ({ ...row, images: imagesOf(world, row.id), owner_id: owner?.id ?? '' }))
    })
    return data(rows, template(world))
  }),
  route(getUserEmotes, ({ world, user, params, page }) => {
    const everywhere = globalEmotes.map(row => ({ ...row, emote_type: 'globals', emote_set_id: '0', owner_id: '0' }))
    const channels = [user, ...followedBy(world, user.id).map(({ person }) => person)]
    const unlocked = channels.flatMap(channel => {
      const level = Number(subscriptionsOf(world, channel.id).find(({ user_id }) => user_id === user.id)?.tier ?? 0)
      const rows = channelEmotes(world, channel).filter(({ emote_type, tier }) =>
        emote_type === 'follower' ? channel.id === params.broadcaster_id : tier !== '' && Number(tier) <= level,
      )
      return rows.map(({ tier: _, ...row }) => ({ ...row, owner_id: channel.id }))
    })
    return page([...everywhere, ...unlocked], { beside: template(world), size: 50 })
  }),
]
