import type { EndpointSpec } from '../../spec.ts'

type Wording = readonly [status: number, message: string]
type Wordings = Readonly<Record<string, Wording>>

/** What Twitch says of text that does not fit, where it has a status or words of its own for it. */
const unfit: Wordings = {
  'POST /chat/messages message': [422, 'The message is too large.'],
  'POST /extensions/chat text': [400, 'The message is too long.'],
  'POST /extensions/pubsub message': [422, 'The message is too large.'],
  'PUT /chat/color color': [400, 'Invalid color'],
  'PUT /extensions/configurations content': [400, 'The segment is limited to 5 KB.'],
}

const segmentNeedsChannel: Wording = [
  400,
  'The broadcaster_id is required if the segment is broadcaster or developer, and not taken if it is global.',
]

/** The same for parameters that do not go with each other or with the token: by the first of them, or by all. */
const mismatched: Wordings = {
  'GET /extensions/configurations segment': segmentNeedsChannel,
  'PUT /extensions/configurations segment': segmentNeedsChannel,
  'POST /extensions/pubsub target': [400, 'The target must be global if is_global_broadcast is true, and only then.'],
  'PATCH /channels game_id': [400, 'must update at least one field'],
  'PATCH /predictions status': [400, 'The winning_outcome_id field is required if status is RESOLVED.'],
  'PATCH /schedule/settings vacation_start_time vacation_end_time': [
    400,
    'The date in vacation_end_time must be later than the one in vacation_start_time.',
  ],
  'POST /chat/messages for_source_only': [
    400,
    'The for_source_only parameter can only be set with an app access token.',
  ],
  'POST /chat/messages reply_parent_message_id': [
    400,
    'The pin parameter cannot be set together with reply_parent_message_id or for_source_only.',
  ],
  'POST /chat/shoutouts to_broadcaster_id': [400, 'The broadcaster may not give themselves a Shoutout.'],
  'POST /eventsub/subscriptions transport': [400, 'invalid transport and auth combination'],
  'POST /extensions/pubsub broadcaster_id': [
    400,
    'The broadcaster_id field is required, and may only be set, if is_global_broadcast is false.',
  ],
  'POST /raids to_broadcaster_id': [400, 'The IDs in from_broadcaster_id and to_broadcaster_id cannot be the same.'],
  'POST /whispers from_user_id': [400, 'A user cannot whisper to themself.'],
  'PUT /moderation/automod/settings overall_level': [
    400,
    'Either overall_level or individual settings are required, but not both.',
  ],
}

/** What is said of a parameter's value; `undefined`: the usual. */
export function wordingOf({ method, path }: EndpointSpec, key: string, value: unknown): Wording | undefined {
  // Twitch sets this label itself, by the category.
  if (key === 'content_classification_labels' && JSON.stringify(value).includes('"MatureGame"')) {
    return [403, 'The label MatureGame cannot be set or removed.']
  }
  return typeof value === 'string' ? unfit[`${method} ${path} ${key}`] : undefined
}

/** What is said if a rule between parameters is broken; `undefined`: the usual. */
export const ruleWordingOf = ({ method, path }: EndpointSpec, keys: readonly string[]): Wording | undefined =>
  mismatched[`${method} ${path} ${keys[0]}`] ?? mismatched[`${method} ${path} ${keys.join(' ')}`]

/** The lengths that Twitch cuts text to, instead of turning the request down. */
const cutAt: Readonly<Record<string, number>> = { 'POST /chat/announcements message': 500 }

/** The value that counts. */
export function cut({ method, path }: EndpointSpec, key: string, value: unknown): unknown {
  const length = cutAt[`${method} ${path} ${key}`]
  return length !== undefined && typeof value === 'string' ? [...value].slice(0, length).join('') : value
}
