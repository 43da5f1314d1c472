import { isHelixError } from 'tinyhelix'
import { describe, expect, it } from 'vitest'
import type { EndpointName } from './calls.ts'
import { answerFields, documentedAnswer, put } from './documentedAnswer.ts'
import { names, rowOf } from './endpoints.ts'
import { json, outcome } from './outcome.ts'

/** Fields that may be `null`. Paths start below `data[]`, or at a slash. */
const mayBeNull: readonly (readonly [operations: RegExp, ...fields: string[]])[] = [
  [/custom-rewards?$|power-up$/, 'image', 'redemptions_redeemed_current_stream', 'cooldown_expires_at'],
  [/charity-campaign$/, 'target_amount'],
  [/chat-badges$/, 'versions[]/click_action', 'versions[]/click_url'],
  [/chat-settings$/, 'follower_mode_duration', 'slow_mode_wait_time', 'non_moderator_chat_delay_duration'],
  [/^send-chat-message$/, 'drop_reason'],
  [
    /pinned-chat-message$/,
    'ends_at',
    'message/fragments[]/cheermote',
    'message/fragments[]/emote',
    'message/fragments[]/mention',
  ],
  [/^get-clips$/, 'vod_offset'],
  [/^get-clips-download$/, 'landscape_download_url', 'portrait_download_url'],
  [/hype-train-status$/, 'current', 'current/shared_train_participants', 'all_time_high', 'shared_all_time_high'],
  [/automod-settings$/, 'overall_level'],
  [/^ban-user$/, 'end_time'],
  [/unban-requests$/, 'moderator_id', 'moderator_login', 'moderator_name', 'resolved_at', 'resolution_text'],
  [/blocked-terms?$/, 'expires_at'],
  [/polls?$/, 'ended_at'],
  [
    /predictions?$/,
    'winning_outcome_id',
    'ended_at',
    'locked_at',
    'outcomes[]/top_predictors',
    'outcomes[]/top_predictors[]/channel_points_won',
  ],
  [/^get-channel-stream-schedule$/, '/data/segments'],
  [/schedule/, '/data/segments[]/canceled_until', '/data/segments[]/category', '/data/vacation'],
  [/^search-channels$/, 'tag_ids'],
  [/^get-(followed-)?streams$/, 'tags', 'tag_ids'],
  [/teams$/, 'thumbnail_url', 'banner', 'background_image_url'],
  [/^get-videos$/, 'stream_id', 'muted_segments'],
]

/** Fields that may be absent. */
const mayBeAbsent: typeof mayBeNull = [
  // Only moderators who ask for them get them.
  [/chat-settings$/, 'moderator_id', 'non_moderator_chat_delay', 'non_moderator_chat_delay_duration'],
  [/^send-chat-message$/, 'drop_reason'],
  // Each transport has its own fields.
  [
    /shards$|eventsub-subscriptions?$/,
    'transport/callback',
    'transport/session_id',
    'transport/connected_at',
    'transport/disconnected_at',
  ],
  // The global segment has no channel.
  [/configuration-segment$/, 'broadcaster_id'],
  [/^get(-released)?-extensions$/, 'icon_urls/100x100', 'icon_urls/24x24', 'icon_urls/300x200'],
  [
    /^get(-released)?-extensions$/,
    'views/mobile',
    'views/panel',
    'views/video_overlay',
    'views/component',
    'views/config',
  ],
  [/bits-products?$/, 'expiration'],
  // Some examples have "id" and "layout" instead.
  [/guest-star-session$/, 'guests[]/slot_id'],
  [/guest-star-settings$/, 'group_layout'],
  [/hype-train-status$/, 'current/shared_train_participants', 'current/is_shared_train'],
  [/polls?$/, 'ended_at'],
  // Without meaning today, and missing in newer examples.
  [/^(start-a-raid|get-(followed-)?streams)$/, 'is_mature'],
  [/^search-channels$|^get-(followed-)?streams$/, 'tag_ids'],
  [/^(get-users|update-user)$/, 'view_count', 'email'],
  // A channel without a schedule has none of them.
  [
    /^get-channel-stream-schedule$/,
    '/data/broadcaster_id',
    '/data/broadcaster_name',
    '/data/broadcaster_login',
    '/data/vacation',
  ],
  // "URL" in most answers.
  [/stream-markers?$/, 'url', 'videos[]/markers[]/url'],
  // Absent if the request names subscribers.
  [/^get-broadcaster-subscriptions$/, '/total', '/points'],
  // Gifts only.
  [/^check-user-subscription$/, 'gifter_id', 'gifter_login', 'gifter_name'],
  [/user-(active-)?extensions$/, '/data/panel', '/data/overlay', '/data/component'],
  [/^get-authorization-by-user$/, 'has_authorized'],
]

const tabled = (table: typeof mayBeNull, operation: string, field: string) =>
  table.some(
    ([operations, ...named]) =>
      operations.test(operation) &&
      named.some(name => field === (name.startsWith('/') ? name.slice(1) : `data[]/${name}`)),
  )

/** Endpoints whose answer is JSON. */
const described = names.filter(name => answerFields.has(rowOf(name).operation))

describe('the fields of answers', () => {
  /** The fields that a call returns. Fields outside `data` are not always included. */
  const handedOn = (name: EndpointName) => {
    const { result, operation } = rowOf(name)
    const beside = result === 'page' || result === 'envelope'
    const isIn = (field: string) =>
      !/^(data$|pagination)/.test(field) &&
      (field.startsWith('data') ? name !== 'getEventSubSubscriptionsSummary' : beside)
    return Object.keys(answerFields.get(operation) ?? {}).filter(isIn)
  }

  const accepts = async (name: EndpointName, field: string, value: unknown) => {
    const answer = documentedAnswer(rowOf(name).operation)
    put(answer, field, value)
    return await outcome(name, json(answer)).then(
      () => true,
      error => (isHelixError(error, 'schema') ? false : Promise.reject(error)),
    )
  }

  it.each(described)(
    'each field of %s has its documented type, and is null or absent only where that is known',
    async name => {
      const { operation } = rowOf(name)
      for (const field of handedOn(name)) {
        const type = answerFields.get(operation)?.[field]
        expect({
          field,
          otherType: await accepts(name, field, type === 'string' ? { wrong: [] } : 'text'),
          null: await accepts(name, field, null),
          absent: !field.endsWith('[]') && (await accepts(name, field, undefined)),
        }).toEqual({
          field,
          otherType: false,
          null: tabled(mayBeNull, operation, field),
          absent: tabled(mayBeAbsent, operation, field),
        })
      }
    },
  )
})
