import { jsonLines } from '../tools/jsonLines.ts'

/** An event type as Twitch describes it. Required ids of a condition end with `*`. */
export interface Row {
  readonly export: string
  readonly type: string
  readonly version: string
  readonly condition: readonly string[]
  /** Ids that default to the signed-in user's. */
  readonly self: readonly string[]
  /** The id that must be the signed-in user's. */
  readonly owner: string | null
  /** Any one of them is enough. */
  readonly scopes: readonly string[]
  /** More lists of scopes, of which one each is needed as well. */
  readonly also: readonly (readonly string[])[]
}

/** An event in Twitch's documentation. */
export interface Example {
  readonly export: string
  readonly name: string
  readonly event: object
}

/** The fields of an event, by paths such as `message/fragments[]/text`, with types such as `string|null?`. */
export interface Fields {
  readonly export: string
  readonly fields: Readonly<Record<string, string>>
}

// One JSON text on each line: facts from Twitch's reference of February 2026 and later.
const lines = <T>(name: string) => jsonLines<T>(new URL(`data/${name}.jsonl`, import.meta.url))

/** Every type that a WebSocket with a user token can have. */
export const list = lines<Row>('types')
export const examples = lines<Example>('examples')
export const fields = lines<Fields>('fields')

/** The name of an id without its mark. */
export const bare = (name: string) => name.replace('*', '')

/** The groups of Twitch's reference, by the beginnings of their types. */
const groups: Readonly<Record<string, RegExp>> = {
  automod: /^automod\./,
  'channel-moderation':
    /^channel\.(ban$|moderate$|moderator\.|shield_mode\.|suspicious_user\.|unban$|unban_request\.|warning\.)/,
  'channel-points': /^channel\.channel_points_/,
  chat: /^channel\.(chat|chat_settings|shared_chat)\./,
  'guest-star': /^channel\.guest_star_/,
}

/** Twitch's own page of a type: its section in the page of its group, or the list of all types. */
export function pageOf({ type, version }: Row): string {
  const reference = 'https://dev.twitch.tv/docs/eventsub/reference'
  const [group] = Object.entries(groups).find(([, types]) => types.test(type)) ?? []
  const isSecond = version === '2' && list.some(row => row.type === type && row.version !== version)
  return group ? `${reference}/${group}#${type.replace(/[._]/g, '-')}${isSecond ? '-v2' : ''}` : reference
}
