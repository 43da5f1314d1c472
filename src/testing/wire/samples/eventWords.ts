import type { Filled } from '../../world/random.ts'

const held: Filled<string> = ['approved', 'denied', 'expired', 'invalid']
const rewards: Filled<string> = [
  'send_highlighted_message',
  'single_message_bypass_sub_mode',
  'random_sub_emote_unlock',
  'chosen_sub_emote_unlock',
  'chosen_modified_sub_emote_unlock',
]

const moderation: Filled<string> = [
  'ban',
  'timeout',
  'unban',
  'untimeout',
  'clear',
  'emoteonly',
  'emoteonlyoff',
  'followers',
  'followersoff',
  'uniquechat',
  'uniquechatoff',
  'slow',
  'slowoff',
  'subscribers',
  'subscribersoff',
  'raid',
  'unraid',
  'delete',
  'vip',
  'unvip',
  'mod',
  'unmod',
  'warn',
]

const notices: Filled<string> = [
  'sub',
  'resub',
  'sub_gift',
  'community_sub_gift',
  'gift_paid_upgrade',
  'prime_paid_upgrade',
  'pay_it_forward',
  'raid',
  'unraid',
  'announcement',
  'bits_badge_tier',
  'charity_donation',
  'watch_streak',
  'modiversary',
]

/** Twitch's words for a field, by event type and path, the likeliest word first. */
const words: readonly (readonly [place: RegExp, words: Filled<string>])[] = [
  [/ (.+\.)?(sub_)?tier$/, ['1000', '2000', '3000']],
  [/^(automod\.message\.update|channel\.chat\.user_message_update) status$/, held],
  [/^automod\.terms\.update action$/, ['add_blocked', 'remove_blocked', 'add_permitted', 'remove_permitted']],
  [/^automod\..+ reason$/, ['automod', 'blocked_term']],
  [/^automod\..+ (.+\.)?category$/, ['aggressive', 'bullying', 'disability', 'misogyny', 'racism', 'swearing']],
  [/^channel\.poll\.end status$/, ['completed', 'archived', 'terminated']],
  [/^channel\.prediction\.end status$/, ['resolved', 'canceled']],
  [/^channel\.prediction\..+ outcomes\.color$/, ['blue', 'pink']],
  [/^channel\.guest_star_guest\.update state$/, ['live', 'invited', 'accepted', 'ready', 'backstage', 'removed']],
  [
    /^channel\.guest_star_settings\.update group_layout$/,
    ['tiled', 'screenshare', 'horizontal_top', 'horizontal_bottom', 'vertical_left', 'vertical_right'],
  ],
  [/^stream\.online type$/, ['live', 'playlist', 'watch_party', 'premiere', 'rerun']],
  [/^channel\.bits\.use type$/, ['cheer', 'power_up', 'custom_power_up', 'combo']],
  [/^channel\.bits\.use power_up\.type$/, ['message_effect', 'celebration', 'gigantify_an_emote']],
  [/^channel\.moderate action$/, moderation],
  [/^channel\.moderate automod_terms\.action$/, ['add', 'remove']],
  [/^channel\.moderate automod_terms\.list$/, ['blocked', 'permitted']],
  [/^channel\.chat\.notification notice_type$/, notices],
  [/^channel\.chat\.notification (.+\.)?announcement\.color$/, ['primary', 'blue', 'green', 'orange', 'purple']],
  [
    /^channel\.chat\.message message_type$/,
    [
      'text',
      'channel_points_highlighted',
      'channel_points_sub_only',
      'user_intro',
      'power_ups_message_effect',
      'power_ups_gigantified_emote',
    ],
  ],
  [/ low_trust_status$/, ['active_monitoring', 'restricted', 'no_treatment', 'none']],
  [/ ban_evasion_evaluation$/, ['unknown', 'possible', 'likely']],
  [/ types$/, ['manually_added', 'ban_evader', 'banned_in_shared_channel']],
  [/^channel\.unban_request\.resolve status$/, ['approved', 'canceled', 'denied']],
  [/^channel\.channel_points_custom_reward_redemption\.update status$/, ['fulfilled', 'canceled', 'unfulfilled']],
  [/redemption\.\w+ status$/, ['unfulfilled', 'fulfilled', 'canceled', 'unknown']],
  [/^channel\.channel_points_automatic.+ reward\.type$/, rewards],
  [/^channel\.hype_train\..+ type$/, ['regular', 'treasure', 'golden_kappa']],
  [/^channel\.hype_train\..+ top_contributions\.type$/, ['bits', 'subscription', 'other']],
  [
    /^channel\.goal\..+ type$/,
    [
      'follow',
      'subscription',
      'subscription_count',
      'new_subscription',
      'new_subscription_count',
      'new_bit',
      'new_cheerer',
    ],
  ],
  [/ (.+\.)?fragments\.type$/, ['text', 'emote', 'cheermote', 'mention']],
  [/ (.+\.)?format$/, ['static', 'animated']],
]

/** The words of a field; `undefined`: any text. */
export const wordsFor = (type: string, path: string): Filled<string> | undefined =>
  words.find(([place]) => place.test(`${type} ${path}`))?.[1]
