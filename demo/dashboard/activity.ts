import { useSyncExternalStore } from 'react'
import {
  channelCheer,
  channelFollow,
  channelPointsCustomRewardRedemptionAdd,
  channelRaid,
  channelSubscribe,
  channelSubscriptionGift,
  channelSubscriptionMessage,
  type EventSub,
} from 'tinyhelix/eventsub'
import type { IconName } from './parts/Icon.tsx'
import { counted } from './words/numbers.ts'

/** What the feed tells apart. */
export const kinds = {
  follow: { name: 'Follows', icon: 'users' },
  sub: { name: 'Subs', icon: 'star' },
  gift: { name: 'Gifts', icon: 'gift' },
  cheer: { name: 'Cheers', icon: 'gem' },
  raid: { name: 'Raids', icon: 'raid' },
  redemption: { name: 'Redemptions', icon: 'check' },
} as const satisfies Record<string, { readonly name: string; readonly icon: IconName }>

export type Kind = keyof typeof kinds

/** Something that a viewer did. */
export interface Activity {
  readonly id: string
  readonly kind: Kind
  readonly at: string
  /** Who; Twitch keeps some names for itself. */
  readonly name: string
  readonly text: string
}

/** What these events need of the user. */
export const needs = [
  channelFollow,
  channelSubscribe,
  channelSubscriptionGift,
  channelSubscriptionMessage,
  channelCheer,
  channelPointsCustomRewardRedemptionAdd,
] as const

const most = 100
const anonymous = 'Somebody'

let feed: readonly Activity[] = []
const listeners = new Set<() => void>()
const set = (next: readonly Activity[]) => {
  feed = next
  for (const listener of listeners) listener()
}

const tier = (tier: string) => `Tier ${tier.slice(0, 1)}`

/** Fills the feed, which is the current user's, until the returned function is called. */
export function followActivity(events: EventSub): () => void {
  set([])
  const add = (kind: Kind, name: string | null, text: string, { id, timestamp }: { id: string; timestamp: string }) =>
    set([{ id, kind, name: name ?? anonymous, text, at: timestamp }, ...feed].slice(0, most))
  const handles = [
    events.on(channelFollow, ({ user_name }, meta) => add('follow', user_name, 'followed', meta)),
    // Ten gifts are one event of a gift and ten of subscriptions.
    events.on(channelSubscribe, ({ user_name, tier: paid, is_gift }, meta) => {
      if (!is_gift) add('sub', user_name, `subscribed at ${tier(paid)}`, meta)
    }),
    events.on(channelSubscriptionMessage, ({ user_name, cumulative_months, message }, meta) => {
      const said = message.text && `: “${message.text}”`
      add('sub', user_name, `subscribed for ${counted(cumulative_months, 'month')}${said}`, meta)
    }),
    events.on(channelSubscriptionGift, ({ user_name, total, tier: paid }, meta) =>
      add('gift', user_name, `gifted ${counted(total, `${tier(paid)} sub`)}`, meta),
    ),
    events.on(channelCheer, ({ user_name, bits, message }, meta) =>
      add('cheer', user_name, `cheered ${counted(bits, 'Bit')}${message && `: “${message}”`}`, meta),
    ),
    events.on(channelRaid, ({ from_broadcaster_user_name, viewers }, meta) =>
      add('raid', from_broadcaster_user_name, `raided with ${counted(viewers, 'viewer')}`, meta),
    ),
    events.on(channelPointsCustomRewardRedemptionAdd, ({ user_name, reward, user_input }, meta) =>
      add('redemption', user_name, `redeemed ${reward.title}${user_input && `: “${user_input}”`}`, meta),
    ),
  ]
  return () => {
    for (const { close } of handles) close()
  }
}

const onChange = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** What has happened since the page was opened, the newest first. */
export const useActivity = (): readonly Activity[] => useSyncExternalStore(onChange, () => feed)
