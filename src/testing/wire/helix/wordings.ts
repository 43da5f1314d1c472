import type { HelixIssue } from '../../../errors.ts'
import type { FieldSchema } from '../../../schema/schema.ts'
import type { EndpointSpec } from '../../../spec.ts'
import { bare, type Readable } from '../readable.ts'

type Wording = readonly [status: number, message: string]
type Wordings = Readonly<Record<string, Wording>>

/** The message for an invalid text, by parameter. */
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

const sourceOnlyNeedsAppToken: Wording = [
  400,
  'The for_source_only parameter can only be set with an app access token.',
]

/** The message for parameters that exclude each other or the token, by the first of them or by all. */
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
  'POST /chat/announcements for_source_only': sourceOnlyNeedsAppToken,
  'POST /chat/messages for_source_only': sourceOnlyNeedsAppToken,
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

/** Twitch's own status and message for an invalid value, or `undefined` for the usual ones. */
export function wordingOf({ method, path }: EndpointSpec, key: string, value: unknown): Wording | undefined {
  // Twitch sets this label itself, by the category.
  if (
    key === 'content_classification_labels' &&
    Array.isArray(value) &&
    value.some(setting => Object(setting).id === 'MatureGame')
  ) {
    return [403, 'The label MatureGame cannot be set or removed.']
  }
  return typeof value === 'string' ? unfit[`${method} ${path} ${key}`] : undefined
}

/** A part of a value, and its schema. */
interface Part {
  readonly schema: Readable | undefined
  readonly value: unknown
}

/** The innermost invalid part. `path` leads to it from the parameter. */
const partAt = (schema: FieldSchema, value: unknown, path: string): Part =>
  path
    .split('.')
    .slice(1)
    .reduce(
      (part: Part, key) => ({
        schema: bare(part.schema?.entries?.[key] ?? part.schema?.item),
        value: Object(part.value)[key],
      }),
      { schema: bare(schema), value },
    )

const typeNames: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  ids: 'text',
  integer: 'a whole number',
  number: 'a number',
  object: 'an object',
  string: 'text',
  text: 'text',
}

/** Describes what is wrong with a parameter, from the types and limits of its schema. */
export function usualWording(schema: FieldSchema, value: unknown, { path, message }: HelixIssue): string {
  const part = partAt(schema, value, path)
  if (part.value === undefined || !part.schema) return message
  const { type, min = -Infinity, max = Infinity, choices } = part.schema
  if (choices) return `the value must be one of ${choices.join(', ')}`
  const isNumber = type === 'integer' || type === 'number'
  const size = isNumber ? part.value : sizeOf(part.value)
  const what = isNumber ? 'value' : Array.isArray(part.value) ? 'number of entries' : 'length'
  if (typeof size === 'number' && size > max) return `the ${what} must be less than or equal to ${max}`
  if (typeof size === 'number' && size < min) return `the ${what} must be greater than or equal to ${min}`
  const name = typeNames[type]
  return name ? `expected ${name}` : message
}

/** The number of characters or entries. */
const sizeOf = (value: unknown): number | undefined =>
  typeof value === 'string' || Array.isArray(value) ? [...value].length : undefined

/** The message for a broken rule between parameters, or `undefined` for the usual one. */
export const ruleWordingOf = ({ method, path }: EndpointSpec, keys: readonly string[]): Wording | undefined =>
  mismatched[`${method} ${path} ${keys[0]}`] ?? mismatched[`${method} ${path} ${keys.join(' ')}`]
