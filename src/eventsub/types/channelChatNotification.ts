import { amount, type MoneyAmount } from '../../endpoints/charity/amount.ts'
import { boolean, nullable, nullish, number, object, optional, string } from '../../schema/object.ts'
import { type ChatCondition, ofChat } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { badges, type EventBadge } from '../parts/badge.ts'
import { chatMessage, type EventChatMessage } from '../parts/chatMessage.ts'
import { channel, type EventChannel } from '../parts/people.ts'
import type { EventTier } from '../parts/tier.ts'

/** A new subscription, with money or Prime. */
export interface ChatNoticeSub {
  sub_tier: EventTier
  is_prime: boolean
  /** For how many months it was paid at once. */
  duration_months: number
}

/** A renewed subscription. */
export interface ChatNoticeResub {
  /** All months of subscribing. */
  cumulative_months: number
  /** For how many months it was paid at once. */
  duration_months: number
  /** Months in a row; `null` if the user does not share it. */
  streak_months: number | null
  sub_tier: EventTier
  is_prime?: boolean | undefined
  /** Whether somebody else paid for it. */
  is_gift: boolean
  /** `null` if it is no gift. */
  gifter_is_anonymous: boolean | null
  /** `null` if it is no gift, or an anonymous one. */
  gifter_user_id: string | null
  gifter_user_login: string | null
  gifter_user_name: string | null
}

/** A subscription as a gift. */
export interface ChatNoticeSubGift {
  /** For how many months it was paid at once. */
  duration_months: number
  /** How many the giver has given in this channel; `null` if they do not share it. */
  cumulative_total: number | null
  recipient_user_id: string
  recipient_user_login: string
  recipient_user_name: string
  sub_tier: EventTier
  /** The `id` of the `community_sub_gift` that it is part of; `null` if it is none. */
  community_gift_id: string | null
}

/** Subscriptions as gifts to a channel's viewers. */
export interface ChatNoticeCommunitySubGift {
  id: string
  /** The number of gifts. */
  total: number
  sub_tier: EventTier
  /** How many the giver has given in this channel; `null` if they do not share it. */
  cumulative_total: number | null
}

/** A gift subscription that its receiver continues and pays for. */
export interface ChatNoticeGiftPaidUpgrade {
  gifter_is_anonymous: boolean
  /** `null` if `gifter_is_anonymous`. */
  gifter_user_id: string | null
  gifter_user_login: string | null
  gifter_user_name: string | null
}

/** A Prime subscription that its owner continues as a paid one. */
export interface ChatNoticePrimePaidUpgrade {
  sub_tier: EventTier
}

/** A gift from somebody who got one. */
export interface ChatNoticePayItForward {
  /** Of the gift that they got. */
  gifter_is_anonymous: boolean
  /** `null` if `gifter_is_anonymous`. */
  gifter_user_id: string | null
  gifter_user_login: string | null
  gifter_user_name: string | null
  /** `null` or absent if the gift is for the community. */
  recipient_user_id?: string | null | undefined
  recipient_user_login?: string | null | undefined
  recipient_user_name?: string | null | undefined
}

/** A raid that arrives. */
export interface ChatNoticeRaid {
  /** The channel that raids. */
  user_id: string
  user_login: string
  user_name: string
  viewer_count: number
  profile_image_url: string
}

/** An announcement. */
export interface ChatNoticeAnnouncement {
  /** Upper case was seen too. */
  color: 'primary' | 'blue' | 'green' | 'orange' | 'purple' | (string & {})
}

/** A new badge for Bits. */
export interface ChatNoticeBitsBadgeTier {
  /** How many Bits the badge stands for. */
  tier: number
}

/** A donation to charity. */
export interface ChatNoticeCharityDonation {
  charity_name: string
  amount: MoneyAmount
}

/** Streams that a viewer has watched in a row. */
export interface ChatNoticeWatchStreak {
  streak_count: number
  channel_points_awarded: number
}

/** An anniversary of a moderator. */
export interface ChatNoticeModiversary {
  /** For how long they have been a moderator. */
  months: number
}

/** A notice in a chat. The field that `notice_type` names has its details; those of other notices are `null`. */
export interface ChannelChatNotificationEvent extends EventChannel {
  /** `null` was seen for anonymous users. */
  chatter_user_id: string | null
  chatter_user_login: string | null
  chatter_user_name: string | null
  chatter_is_anonymous: boolean
  /** The color of the chatter's name, such as `#00FF7F`; `''` if they never chose one. */
  color: string | null
  badges: EventBadge[]
  /** The notice as Twitch shows it. */
  system_message: string
  message_id: string
  /** What the user adds; its text is `''` if they add nothing. */
  message: EventChatMessage
  notice_type:
    | 'sub'
    | 'resub'
    | 'sub_gift'
    | 'community_sub_gift'
    | 'gift_paid_upgrade'
    | 'prime_paid_upgrade'
    | 'pay_it_forward'
    | 'raid'
    | 'unraid'
    | 'announcement'
    | 'bits_badge_tier'
    | 'charity_donation'
    | 'watch_streak'
    | 'modiversary'
    | 'shared_chat_sub'
    | 'shared_chat_resub'
    | 'shared_chat_sub_gift'
    | 'shared_chat_community_sub_gift'
    | 'shared_chat_gift_paid_upgrade'
    | 'shared_chat_prime_paid_upgrade'
    | 'shared_chat_pay_it_forward'
    | 'shared_chat_raid'
    | 'shared_chat_announcement'
    | 'shared_chat_modiversary'
    | 'unknown'
    | (string & {})
  /** The channel of a shared chat in which it was shown; `null` or absent if it was shown in this one. */
  source_broadcaster_user_id?: string | null | undefined
  source_broadcaster_user_login?: string | null | undefined
  source_broadcaster_user_name?: string | null | undefined
  /** The message's id in that channel. */
  source_message_id?: string | null | undefined
  /** The chatter's badges in that channel. */
  source_badges?: EventBadge[] | null | undefined
  /** Whether other channels of the shared chat do not get it; `null` or absent outside of shared chats. */
  is_source_only?: boolean | null | undefined
  sub: ChatNoticeSub | null
  resub: ChatNoticeResub | null
  sub_gift: ChatNoticeSubGift | null
  community_sub_gift: ChatNoticeCommunitySubGift | null
  gift_paid_upgrade: ChatNoticeGiftPaidUpgrade | null
  prime_paid_upgrade: ChatNoticePrimePaidUpgrade | null
  pay_it_forward: ChatNoticePayItForward | null
  raid: ChatNoticeRaid | null
  /** An empty object when a raid is called off. */
  unraid: object | null
  announcement: ChatNoticeAnnouncement | null
  bits_badge_tier: ChatNoticeBitsBadgeTier | null
  charity_donation: ChatNoticeCharityDonation | null
  watch_streak?: ChatNoticeWatchStreak | null | undefined
  modiversary?: ChatNoticeModiversary | null | undefined
  shared_chat_sub: ChatNoticeSub | null
  shared_chat_resub: ChatNoticeResub | null
  shared_chat_sub_gift: ChatNoticeSubGift | null
  shared_chat_community_sub_gift: ChatNoticeCommunitySubGift | null
  shared_chat_gift_paid_upgrade: ChatNoticeGiftPaidUpgrade | null
  shared_chat_prime_paid_upgrade: ChatNoticePrimePaidUpgrade | null
  shared_chat_pay_it_forward: ChatNoticePayItForward | null
  shared_chat_raid: ChatNoticeRaid | null
  shared_chat_unraid?: object | null | undefined
  shared_chat_announcement: ChatNoticeAnnouncement | null
  shared_chat_bits_badge_tier?: ChatNoticeBitsBadgeTier | null | undefined
  shared_chat_charity_donation?: ChatNoticeCharityDonation | null | undefined
  shared_chat_modiversary?: ChatNoticeModiversary | null | undefined
}

const sub = object<ChatNoticeSub>({ sub_tier: string, is_prime: boolean, duration_months: number })
const resub = object<ChatNoticeResub>({
  cumulative_months: number,
  duration_months: number,
  streak_months: nullable(number),
  sub_tier: string,
  is_prime: optional(boolean),
  is_gift: boolean,
  gifter_is_anonymous: nullable(boolean),
  gifter_user_id: nullable(string),
  gifter_user_login: nullable(string),
  gifter_user_name: nullable(string),
})
const subGift = object<ChatNoticeSubGift>({
  duration_months: number,
  cumulative_total: nullable(number),
  recipient_user_id: string,
  recipient_user_login: string,
  recipient_user_name: string,
  sub_tier: string,
  community_gift_id: nullable(string),
})
const communitySubGift = object<ChatNoticeCommunitySubGift>({
  id: string,
  total: number,
  sub_tier: string,
  cumulative_total: nullable(number),
})
const giftPaidUpgrade = object<ChatNoticeGiftPaidUpgrade>({
  gifter_is_anonymous: boolean,
  gifter_user_id: nullable(string),
  gifter_user_login: nullable(string),
  gifter_user_name: nullable(string),
})
const primePaidUpgrade = object<ChatNoticePrimePaidUpgrade>({ sub_tier: string })
const payItForward = object<ChatNoticePayItForward>({
  gifter_is_anonymous: boolean,
  gifter_user_id: nullable(string),
  gifter_user_login: nullable(string),
  gifter_user_name: nullable(string),
  recipient_user_id: nullish(string),
  recipient_user_login: nullish(string),
  recipient_user_name: nullish(string),
})
const raid = object<ChatNoticeRaid>({
  user_id: string,
  user_login: string,
  user_name: string,
  viewer_count: number,
  profile_image_url: string,
})
const announcement = object<ChatNoticeAnnouncement>({ color: string })
const bitsBadgeTier = object<ChatNoticeBitsBadgeTier>({ tier: number })
const charityDonation = object<ChatNoticeCharityDonation>({ charity_name: string, amount })
const watchStreak = object<ChatNoticeWatchStreak>({ streak_count: number, channel_points_awarded: number })
const modiversary = object<ChatNoticeModiversary>({ months: number })

/**
 * A chat shows a notice: a subscription, a gift, a raid, an announcement and so on.
 *
 * Takes a user token with the scope `user:read:chat`. `broadcaster_user_id` and `user_id` default to the signed-in
 * user; `user_id` must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference/chat#channel-chat-notification
 * @example
 * ```ts
 * import { channelChatNotification, type EventSub } from 'tinyhelix/eventsub'
 *
 * function notices(events: EventSub) {
 *   events.on(channelChatNotification, ({ system_message }) => console.log(system_message))
 * }
 * ```
 */
export const channelChatNotification: EventType<ChatCondition, ChannelChatNotificationEvent> = eventType({
  ...ofChat,
  type: 'channel.chat.notification',
  scopes: ['user:read:chat'],
  event: object<ChannelChatNotificationEvent>({
    ...channel,
    chatter_user_id: nullable(string),
    chatter_user_login: nullable(string),
    chatter_user_name: nullable(string),
    chatter_is_anonymous: boolean,
    color: nullable(string),
    badges,
    system_message: string,
    message_id: string,
    message: chatMessage,
    notice_type: string,
    source_broadcaster_user_id: nullish(string),
    source_broadcaster_user_login: nullish(string),
    source_broadcaster_user_name: nullish(string),
    source_message_id: nullish(string),
    source_badges: nullish(badges),
    is_source_only: nullish(boolean),
    sub: nullable(sub),
    resub: nullable(resub),
    sub_gift: nullable(subGift),
    community_sub_gift: nullable(communitySubGift),
    gift_paid_upgrade: nullable(giftPaidUpgrade),
    prime_paid_upgrade: nullable(primePaidUpgrade),
    pay_it_forward: nullable(payItForward),
    raid: nullable(raid),
    unraid: nullable(object({})),
    announcement: nullable(announcement),
    bits_badge_tier: nullable(bitsBadgeTier),
    charity_donation: nullable(charityDonation),
    watch_streak: nullish(watchStreak),
    modiversary: nullish(modiversary),
    shared_chat_sub: nullable(sub),
    shared_chat_resub: nullable(resub),
    shared_chat_sub_gift: nullable(subGift),
    shared_chat_community_sub_gift: nullable(communitySubGift),
    shared_chat_gift_paid_upgrade: nullable(giftPaidUpgrade),
    shared_chat_prime_paid_upgrade: nullable(primePaidUpgrade),
    shared_chat_pay_it_forward: nullable(payItForward),
    shared_chat_raid: nullable(raid),
    shared_chat_unraid: nullish(object({})),
    shared_chat_announcement: nullable(announcement),
    shared_chat_bits_badge_tier: nullish(bitsBadgeTier),
    shared_chat_charity_donation: nullish(charityDonation),
    shared_chat_modiversary: nullish(modiversary),
  }),
})
