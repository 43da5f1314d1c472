import { describe, expect, it } from 'vitest'
import { fields } from './facts.ts'
import { problemsOf, specOf } from './types.ts'

/** Fields for which the library accepts more than is documented, because real events have it. */
const lenient: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  channelPointsAutomaticRewardRedemptionAddV1: { 'message/emotes': 'array|null' },
  channelHypeTrainBegin: { top_contributions: 'array|null' },
  channelHypeTrainProgress: { top_contributions: 'array|null' },
  channelHypeTrainEnd: { top_contributions: 'array|null' },
  userUpdate: { email: 'string|null?', email_verified: 'boolean?' },
  channelChatNotification: {
    'message/fragments[]/gif': 'object|null?',
    'message/fragments[]/gif/gif_id': 'string',
    'message/fragments[]/gif/url': 'string',
    source_broadcaster_user_id: 'string|null?',
    source_broadcaster_user_login: 'string|null?',
    source_broadcaster_user_name: 'string|null?',
    source_message_id: 'string|null?',
    source_badges: 'array|null?',
  },
  ...Object.fromEntries(
    ['Donate', 'Start', 'Progress', 'Stop'].map(name => [
      `channelCharityCampaign${name}`,
      {
        broadcaster_id: 'string?',
        broadcaster_login: 'string?',
        broadcaster_name: 'string?',
        broadcaster_user_id: 'string?',
        broadcaster_user_login: 'string?',
        broadcaster_user_name: 'string?',
      },
    ]),
  ),
}

/** Documented fields that Twitch does not send. */
const unsent = /(^|\/)(shared_chat_)?resub\/sub_plan$/

/** The fields of an event with their types, corrected. */
const fieldsOf = new Map(
  fields.map(({ export: name, fields }) => {
    const sent = Object.entries({ ...fields, ...lenient[name] }).filter(([field]) => !unsent.test(field))
    return [name, Object.fromEntries(sent)]
  }),
)

const samples: Readonly<Record<string, unknown>> = { string: 'text', integer: 1, boolean: true, array: [], object: {} }

const plain = (type: string) => type.replace(/\W.*/, '')

/** Sets a value at a path such as `message/fragments[]/text`. */
function put(event: object, field: string, value: unknown) {
  const keys = field.replaceAll('[]', '/0').split('/')
  const last = keys.pop() ?? ''
  const parent = keys.reduce<object>((part, key) => Reflect.get(part, key), event)
  Reflect.set(parent, last, value)
}

/** An event with all fields. */
function fullEvent(name: string) {
  const event = {}
  for (const [field, type] of Object.entries(fieldsOf.get(name) ?? {})) {
    put(event, field, structuredClone(samples[plain(type)]))
  }
  return event
}

/** Whether an event is accepted with another value at one path. */
function passes(name: string, field: string, value: unknown) {
  const event = fullEvent(name)
  put(event, field, value)
  return problemsOf(name, event).length === 0
}

/** Every field that a schema names. */
function fieldsIn(schema: unknown, place: string): string[] {
  const { entries, item, wrapped } = Object(schema)
  if (wrapped) return fieldsIn(wrapped, place)
  if (item) return [`${place}[]`, ...fieldsIn(item, `${place}[]`)]
  return Object.entries(Object(entries)).flatMap(([key, part]) => {
    const field = place ? `${place}/${key}` : key
    return [field, ...fieldsIn(part, field)]
  })
}

const names = [...fieldsOf.keys()]

describe.each(names)('an event of %s', name => {
  const described = Object.entries(fieldsOf.get(name) ?? {})

  it('an event with all its fields, and with more, is accepted', () => {
    expect(problemsOf(name, { ...fullEvent(name), new_thing: [1] })).toEqual([])
    expect(problemsOf(name, null)).not.toEqual([])
  })

  it('the schema has the documented fields and no others', () => {
    expect(fieldsIn(specOf(name).event, '').sort()).toEqual(described.map(([field]) => field).sort())
  })

  it('each field has its type, and is null or absent only where that is known', () => {
    for (const [field, type] of described) {
      expect({
        field,
        otherType: passes(name, field, plain(type) === 'string' ? 1 : 'text'),
        null: passes(name, field, null),
        absent: !field.endsWith('[]') && passes(name, field, undefined),
      }).toEqual({ field, otherType: false, null: type.includes('|null'), absent: type.endsWith('?') })
    }
  })
})
