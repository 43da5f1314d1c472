import type { EventTypeSpec } from '../../eventsub/eventType.ts'
import { channelChatMessage } from '../../eventsub/types/channelChatMessage.ts'
import { channelChatNotification } from '../../eventsub/types/channelChatNotification.ts'
import { channelHypeTrainBegin } from '../../eventsub/types/channelHypeTrainBegin.ts'
import { channelHypeTrainEnd } from '../../eventsub/types/channelHypeTrainEnd.ts'
import { channelHypeTrainProgress } from '../../eventsub/types/channelHypeTrainProgress.ts'
import { channelRaid } from '../../eventsub/types/channelRaid.ts'
import { emit } from '../wire/eventsub/emit.ts'
import { believableEvent } from '../wire/samples/believableEvent.ts'
import { between, letterCode, share } from '../world/random.ts'
import { type Person, somePeople } from '../world/users.ts'
import { minute, timestamp, type World } from '../world/world.ts'

/** A moment of a scene: what is sent then, on top of what such an event usually is. */
interface Moment {
  /** Milliseconds after the scene's beginning. */
  readonly at: number
  readonly spec: EventTypeSpec
  readonly event: Readonly<Record<string, unknown>>
}

/** Something that a channel goes through, as the seed has it. */
export interface Scene {
  readonly name: string
  readonly title: string
  readonly moments: (world: World, channel: Person) => readonly Moment[]
}

const chat = ({ id }: Person, at: number, text?: string): Moment => ({
  at,
  spec: channelChatMessage.spec,
  event: {
    chatter_user_id: id,
    ...(text && {
      message: { text, fragments: [{ type: 'text', text, cheermote: null, emote: null, mention: null }] },
    }),
  },
})

/** What Twitch asks for from level to level. */
const goals = [1600, 3400, 5500]

const hypeTrain = (world: World, channel: Person): Moment[] => {
  const id = letterCode(12, world.seed, 'train', world.now())
  const train = { id, expires_at: timestamp(world.now() + 5 * minute) }
  const [giver] = somePeople(world, 1, channel.id, 'train')
  const top_contributions = [{ user_id: giver?.id ?? channel.id, type: 'bits', total: 500 }]
  const passed = (level: number) => goals.slice(0, level - 1).reduce((sum, goal) => sum + goal, 0)
  const state = (level: number, part: number) => {
    const goal = goals[level - 1] ?? 0
    const progress = Math.round(goal * part)
    return { ...train, level, goal, progress, total: passed(level) + progress, top_contributions }
  }
  const steps = goals.flatMap((_, at) => [0.2, 0.7].map(part => state(at + 1, part)))
  const [first, ...others] = steps
  return [
    { at: 0, spec: channelHypeTrainBegin.spec, event: { ...first } },
    ...others.map((event, at) => ({ at: (at + 1) * 2000, spec: channelHypeTrainProgress.spec, event })),
    {
      at: steps.length * 2000,
      spec: channelHypeTrainEnd.spec,
      event: { id, level: 3, total: passed(3) + 4000, top_contributions },
    },
  ]
}

/** The scenes that there are. */
export const scenes: readonly Scene[] = [
  {
    name: 'raid',
    title: 'A raid of 200',
    moments: (world, channel) => {
      const [raider = channel, ...others] = somePeople(world, 12, channel.id, 'raid')
      const raid = { user_id: raider.id, viewer_count: 200, profile_image_url: world.image(`avatar/${raider.id}.svg`) }
      return [
        {
          at: 0,
          spec: channelRaid.spec,
          event: { from_broadcaster_user_id: raider.id, to_broadcaster_user_id: channel.id, viewers: 200 },
        },
        {
          at: 100,
          spec: channelChatNotification.spec,
          event: {
            chatter_user_id: raider.id,
            notice_type: 'raid',
            system_message: `200 raiders from ${raider.display_name} have joined!`,
            sub: null,
            raid,
          },
        },
        ...others.map((person, at) => chat(person, 500 + at * 350, `${raider.display_name} raid!`)),
      ]
    },
  },
  {
    name: 'chat',
    title: 'A busy chat',
    moments: (world, channel) => {
      const people = somePeople(world, 25, channel.id, 'chat')
      return Array.from({ length: 60 }, (_, at) => {
        const person = people[Math.floor(share(world.seed, 'chat', at) * people.length)] ?? channel
        return chat(person, at * 160 + between(0, 120, world.seed, 'pause', at))
      })
    },
  },
  { name: 'train', title: 'A Hype Train to level 3', moments: hypeTrain },
]

/** Plays a scene; the function returned stops it. */
export function play(
  world: World,
  { moments }: Scene,
  channel: Person,
  sent: (spec: EventTypeSpec, count: number) => void,
) {
  const timers = moments(world, channel).map(({ at, spec, event }, seed) =>
    setTimeout(() => {
      const usual = believableEvent({ world, type: spec.type, person: channel, seed }, spec)
      sent(spec, emit<unknown, unknown>(world, { spec }, { ...usual, ...event }))
    }, at),
  )
  return () => {
    for (const timer of timers) clearTimeout(timer)
  }
}
