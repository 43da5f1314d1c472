import type { ChannelChatNotificationEvent } from '../../../eventsub/types/channelChatNotification.ts'

/** Tags by name. Those of `null` are left out. */
export type Tags = Readonly<Record<string, string | number | boolean | null | undefined>>

/** The IRC form of a notice: its `msg-id`, and its parameters without their prefix. */
type Written = readonly [id: string, params: Tags]

type Details<Name extends keyof ChannelChatNotificationEvent> = NonNullable<ChannelChatNotificationEvent[Name]>

const plan = ({
  sub_tier,
  is_prime = false,
}: {
  readonly sub_tier: string
  readonly is_prime?: boolean | undefined
}) => ({
  'sub-plan': is_prime ? 'Prime' : sub_tier,
  'sub-plan-name': 'Channel Subscription',
})

/** The notices of EventSub in their IRC form. */
const writers = {
  sub: (sub: Details<'sub'>): Written => [
    'sub',
    {
      'cumulative-months': 1,
      months: 0,
      'multimonth-duration': sub.duration_months,
      'was-gifted': false,
      ...plan(sub),
    },
  ],
  resub: (resub: Details<'resub'>): Written => [
    'resub',
    {
      'cumulative-months': resub.cumulative_months,
      months: 0,
      'multimonth-duration': resub.duration_months,
      'should-share-streak': resub.streak_months === null ? 0 : 1,
      'streak-months': resub.streak_months,
      'was-gifted': resub.is_gift,
      'anon-gift': resub.gifter_is_anonymous,
      'gifter-id': resub.gifter_user_id,
      'gifter-login': resub.gifter_user_login,
      'gifter-name': resub.gifter_user_name,
      ...plan(resub),
    },
  ],
  sub_gift: (gift: Details<'sub_gift'>): Written => [
    'subgift',
    {
      'community-gift-id': gift.community_gift_id,
      'gift-months': gift.duration_months,
      'origin-id': gift.community_gift_id ?? '0',
      'recipient-display-name': gift.recipient_user_name,
      'recipient-id': gift.recipient_user_id,
      'recipient-user-name': gift.recipient_user_login,
      'sender-count': gift.cumulative_total ?? 0,
      ...plan(gift),
    },
  ],
  community_sub_gift: (gift: Details<'community_sub_gift'>): Written => [
    'submysterygift',
    {
      'community-gift-id': gift.id,
      'mass-gift-count': gift.total,
      'origin-id': gift.id,
      'sender-count': gift.cumulative_total ?? 0,
      'sub-plan': gift.sub_tier,
    },
  ],
  gift_paid_upgrade: (upgrade: Details<'gift_paid_upgrade'>): Written =>
    upgrade.gifter_is_anonymous
      ? ['anongiftpaidupgrade', {}]
      : ['giftpaidupgrade', { 'sender-login': upgrade.gifter_user_login, 'sender-name': upgrade.gifter_user_name }],
  prime_paid_upgrade: (upgrade: Details<'prime_paid_upgrade'>): Written => ['primepaidupgrade', plan(upgrade)],
  pay_it_forward: (gift: Details<'pay_it_forward'>): Written => [
    gift.recipient_user_id ? 'standardpayforward' : 'communitypayforward',
    {
      'prior-gifter-anonymous': gift.gifter_is_anonymous,
      'prior-gifter-display-name': gift.gifter_user_name,
      'prior-gifter-id': gift.gifter_user_id,
      'prior-gifter-user-name': gift.gifter_user_login,
      'recipient-display-name': gift.recipient_user_name,
      'recipient-id': gift.recipient_user_id,
      'recipient-user-name': gift.recipient_user_login,
    },
  ],
  raid: (raid: Details<'raid'>): Written => [
    'raid',
    {
      displayName: raid.user_name,
      login: raid.user_login,
      profileImageURL: raid.profile_image_url,
      viewerCount: raid.viewer_count,
    },
  ],
  unraid: (): Written => ['unraid', {}],
  announcement: ({ color }: Details<'announcement'>): Written => ['announcement', { color: color.toUpperCase() }],
  bits_badge_tier: ({ tier }: Details<'bits_badge_tier'>): Written => ['bitsbadgetier', { threshold: tier }],
  charity_donation: ({ charity_name, amount }: Details<'charity_donation'>): Written => [
    'charitydonation',
    {
      'charity-name': charity_name,
      'donation-amount': amount.value,
      'donation-currency': amount.currency,
      exponent: amount.decimal_places,
    },
  ],
  watch_streak: (streak: Details<'watch_streak'>): Written => [
    'viewermilestone',
    { category: 'watch-streak', value: streak.streak_count, copoReward: streak.channel_points_awarded },
  ],
  modiversary: ({ months }: Details<'modiversary'>): Written => ['modiversary', { months }],
}

/** The tags for the kind of a notice. Parameters are left out for a notice that IRC does not have. */
export function noticeTags(event: ChannelChatNotificationEvent): Tags {
  const isShared = event.notice_type.startsWith('shared_chat_')
  const type = event.notice_type.replace('shared_chat_', '')
  const write = (writers as Readonly<Record<string, ((details: never) => Written) | undefined>>)[type]
  const details = Reflect.get(event, event.notice_type)
  const [id, params] = (details && write?.(details as never)) || [type, {}]
  return {
    'msg-id': isShared ? 'sharedchatnotice' : id,
    'source-msg-id': isShared ? id : null,
    ...Object.fromEntries(Object.entries(params).map(([name, value]) => [`msg-param-${name}`, value])),
  }
}
