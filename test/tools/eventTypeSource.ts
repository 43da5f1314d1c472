import type { NewSource } from './addSource.ts'
import { docComment } from './docComment.ts'

/** The name of a type's export: `.` and `_` end a word, and a doubled `channel` appears once. */
export const eventTypeName = (type: string): string =>
  type.replace(/^channel\.channel_/, 'channel.').replace(/[._](\w)/g, (_, letter: string) => letter.toUpperCase())

/** The forms of a condition, each with its sentence for the comment. */
const shapes = {
  ofChannel: ['ChannelCondition', '', '`broadcaster_user_id` defaults to the signed-in user.'],
  ofBroadcaster: [
    'ChannelCondition',
    ' of the broadcaster',
    '`broadcaster_user_id` defaults to the signed-in user and must be that user.',
  ],
  ofReward: [
    'RewardCondition',
    ' of the broadcaster',
    '`broadcaster_user_id` defaults to the signed-in user and must be that user; `reward_id` asks for one reward only.',
  ],
  ofModerator: [
    'ModeratorCondition',
    ' of the broadcaster or a moderator',
    '`broadcaster_user_id` and `moderator_user_id` default to the signed-in user; `moderator_user_id` must be that user.',
  ],
  ofChat: [
    'ChatCondition',
    '',
    '`broadcaster_user_id` and `user_id` default to the signed-in user; `user_id` must be that user.',
  ],
  ofUser: ['UserCondition', '', '`user_id` defaults to the signed-in user.'],
  ofOwnUser: ['UserCondition', '', '`user_id` defaults to the signed-in user and must be that user.'],
} as const

/** The facts of a new event type. */
export interface NewEventType {
  readonly type: string
  /** @defaultValue `'1'` */
  readonly version?: string | undefined
  /** An export of `conditions.ts`. @defaultValue `'ofBroadcaster'` */
  readonly condition?: string | undefined
  /** Any one of them is enough. @defaultValue none */
  readonly scopes?: readonly string[] | undefined
}

const isShape = (name: string): name is keyof typeof shapes => Object.hasOwn(shapes, name)

/** The file that describes an event type, with parts to fill in, and its exports for the barrel. */
export function eventTypeSource({
  type,
  version = '1',
  condition = 'ofBroadcaster',
  scopes = [],
}: NewEventType): NewSource {
  if (!/^[a-z\d_]+(\.[a-z\d_]+)+$/.test(type)) {
    throw new Error(`"${type}" is no type of events: it must read like channel.new_thing.`)
  }
  if (!isShape(condition)) {
    throw new Error(`"${condition}" is no condition: it must be one of ${Object.keys(shapes).join(', ')}.`)
  }
  const name = eventTypeName(type)
  const event = `${name.replace(/^./, letter => letter.toUpperCase())}Event`
  const [shape, whose, ids] = shapes[condition]
  const [part, fields] = shape === 'UserCondition' ? ['EventPerson', 'person'] : ['EventChannel', 'channel']
  const grant = scopes.length
    ? ` with the scope ${scopes.map(scope => `\`${scope}\``).join(' or ')}`
    : '; needs no scope'
  const comment = docComment({
    paragraphs: [`Twitch sends \`${type}\`: say here when.`, `Takes a user token${whose}${grant}. ${ids}`],
    see: `https://dev.twitch.tv/docs/eventsub/reference`,
    example: `import { ${name}, type EventSub } from 'tinyhelix/eventsub'

function show(events: EventSub) {
  events.on(${name}, event => console.log(event.id))
}`,
  })
  const members = [
    `...${condition}`,
    `type: '${type}'`,
    ...(version === '1' ? [] : [`version: '${version}'`]),
    ...(scopes.length ? [`scopes: [${scopes.map(scope => `'${scope}'`).join(', ')}]`] : []),
    `event: object<${event}>({ ...${fields}, id: string })`,
  ]
  const text = `import { object, string } from '../../schema/object.ts'
import { type ${shape}, ${condition} } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { type ${part}, ${fields} } from '../parts/people.ts'

/** What an event of \`${type}\` tells. */
export interface ${event} extends ${part} {
  id: string
}

${comment}
export const ${name}: EventType<${shape}, ${event}> = eventType({
  ${members.join(',\n  ')},
})
`
  return {
    file: `src/eventsub/types/${name}.ts`,
    text,
    barrel: 'src/eventsub/index.ts',
    names: [`type ${event}`, name],
    scopes,
  }
}
