import { userFields } from './userFields.ts'

/** A parameter of a notice, such as `sub-plan`; `''` if the line does not have it. */
type Param = (name: string) => string

const number = (text: string): number => Number(text) || 0

/** `null` for what the user does not share. */
const shared = (text: string): number | null => number(text) || null

const gifter = (isAnonymous: boolean | null, id: string, login: string, name: string) => ({
  gifter_is_anonymous: isAnonymous,
  ...(isAnonymous === false ? userFields('gifter', id, login, name) : userFields('gifter', null, null, null)),
})

const tier = (param: Param) => {
  const plan = param('sub-plan')
  return /^\d/.test(plan) ? plan : '1000'
}

const paid = (param: Param) => ({
  sub_tier: tier(param),
  is_prime: param('sub-plan').toLowerCase() === 'prime',
  duration_months: number(param('multimonth-duration')) || 1,
})

const recipient = (param: Param) =>
  userFields(
    'recipient',
    param('recipient-id'),
    param('recipient-user-name') || param('recipient-name'),
    param('recipient-display-name'),
  )

const payForward = (param: Param) => ({
  ...gifter(
    param('prior-gifter-anonymous') === 'true',
    param('prior-gifter-id'),
    param('prior-gifter-user-name'),
    param('prior-gifter-display-name'),
  ),
  ...(param('recipient-id') ? recipient(param) : userFields('recipient', null, null, null)),
})

/** The notices of IRC by `msg-id`: their types as EventSub names them, and their details. */
export const notices: Readonly<
  Record<string, readonly [type: string, details: (param: Param, userId: string) => object | null]>
> = {
  sub: ['sub', paid],
  resub: [
    'resub',
    param => {
      const isGift = param('was-gifted') === 'true'
      return {
        ...paid(param),
        cumulative_months: number(param('cumulative-months') || param('months')),
        streak_months: param('should-share-streak') === '1' ? shared(param('streak-months')) : null,
        is_gift: isGift,
        ...gifter(
          isGift ? param('anon-gift') === 'true' : null,
          param('gifter-id'),
          param('gifter-login'),
          param('gifter-name'),
        ),
      }
    },
  ],
  subgift: [
    'sub_gift',
    param => ({
      duration_months: number(param('gift-months')) || 1,
      cumulative_total: shared(param('sender-count')),
      ...recipient(param),
      sub_tier: tier(param),
      community_gift_id: param('community-gift-id') || null,
    }),
  ],
  submysterygift: [
    'community_sub_gift',
    param => ({
      id: param('community-gift-id') || param('origin-id'),
      total: number(param('mass-gift-count')),
      sub_tier: tier(param),
      cumulative_total: shared(param('sender-count')),
    }),
  ],
  giftpaidupgrade: ['gift_paid_upgrade', param => gifter(false, '', param('sender-login'), param('sender-name'))],
  anongiftpaidupgrade: ['gift_paid_upgrade', () => gifter(true, '', '', '')],
  primepaidupgrade: ['prime_paid_upgrade', param => ({ sub_tier: tier(param) })],
  standardpayforward: ['pay_it_forward', payForward],
  communitypayforward: ['pay_it_forward', payForward],
  raid: [
    'raid',
    (param, id) => ({
      user_id: id,
      user_login: param('login'),
      user_name: param('displayName'),
      viewer_count: number(param('viewerCount')),
      profile_image_url: param('profileImageURL').replace('%s', '300x300'),
    }),
  ],
  unraid: ['unraid', () => ({})],
  announcement: ['announcement', param => ({ color: param('color').toLowerCase() })],
  bitsbadgetier: ['bits_badge_tier', param => ({ tier: number(param('threshold')) })],
  charitydonation: [
    'charity_donation',
    param => ({
      charity_name: param('charity-name'),
      amount: {
        value: number(param('donation-amount')),
        decimal_places: number(param('exponent')),
        currency: param('donation-currency'),
      },
    }),
  ],
  // Another category is a notice that is not known yet.
  viewermilestone: [
    'watch_streak',
    param =>
      param('category') === 'watch-streak'
        ? { streak_count: number(param('value')), channel_points_awarded: number(param('copoReward')) }
        : null,
  ],
  modiversary: ['modiversary', param => ({ months: number(param('months')) })],
}
