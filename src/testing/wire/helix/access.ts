import { self } from '../../../schema/parameters.ts'
import type { EndpointSpec } from '../../../spec.ts'
import { moderates } from '../../world/roles.ts'
import type { World } from '../../world/world.ts'
import { type Token, tokensOf } from '../tokens.ts'
import { refuse } from './refusal.ts'

/** Endpoints that also answer without their scope, with fewer fields or rows. */
const scopeIsOptional = new Set(['GET /channels/followers'])

/** Endpoints whose handlers check more than the scope of the user whom an application acts for. */
const chatsFor = new Set(['POST /chat/messages'])

/** Endpoints where an application acts as a bot: the moderator must also grant it `user:bot`. */
const actsAsBot = new Set([
  'POST /moderation/bans',
  'DELETE /moderation/bans',
  'POST /chat/announcements',
  'POST /chat/shoutouts',
  'GET /chat/pins',
  'PUT /chat/pins',
  'PATCH /chat/pins',
  'DELETE /chat/pins',
])

/** The parameter of the user whom an application acts for: the second id, or the channel's. */
export function actorKeyOf({ params }: EndpointSpec): string {
  const keys = Object.keys(params).filter(key => params[key] === self)
  return (
    keys.find(key => key === 'moderator_id') ?? keys.find(key => !key.endsWith('broadcaster_id')) ?? 'broadcaster_id'
  )
}

/** Endpoints with another message for a missing scope. */
const missingScope: Readonly<Record<string, readonly [number, string]>> = {
  'POST /channels/commercial': [400, 'Missing scope: channel:edit:commercial'],
  'PUT /moderation/shield_mode': [400, 'Missing scope: moderator:manage:shield_mode'],
  'POST /chat/messages': [401, 'User access token requires the user:write:chat scope.'],
}

const nameOf = ({ method, path }: EndpointSpec) => `${method} ${path}`

/** Refuses tokens of the wrong kind and without the scope. */
export function checkToken(spec: EndpointSpec, { kind, scopes }: Token): void {
  if (!spec.tokens.includes(kind)) {
    refuse(
      401,
      spec.tokens.includes('user')
        ? 'Missing User OAUTH Token'
        : `This endpoint needs a token of another kind: ${spec.tokens.join(' or ')}.`,
    )
  }
  const name = nameOf(spec)
  if (kind !== 'user' || !spec.scopes.length || scopeIsOptional.has(name)) return
  if (spec.scopes.some(scope => scopes.includes(scope))) return
  const [status, message] = missingScope[name] ?? [401, `Missing scope: ${spec.scopes.join(' or ')}`]
  refuse(status, message)
}

/** Refuses ids of users whom the token's user or application may not act for. */
export function checkIds(
  spec: EndpointSpec,
  { kind, clientId, userId }: Token,
  given: Readonly<Record<string, unknown>>,
  world: World,
): void {
  const keys = Object.keys(spec.params).filter(key => spec.params[key] === self)
  const isModerator = keys.includes('moderator_id')
  const others = isModerator ? ['broadcaster_id', 'from_broadcaster_id'] : (spec.othersIds ?? [])
  const actor = kind === 'app' ? given[actorKeyOf(spec)] : userId
  const channel = given['broadcaster_id'] ?? given['from_broadcaster_id']
  if (kind === 'app' && spec.scopes.length && !chatsFor.has(nameOf(spec))) {
    const { grantedBy } = tokensOf(world)
    const granted = grantedBy(`${actor}`, clientId)
    if (!spec.scopes.some(scope => granted?.has(scope))) refuse(401, `Missing scope: ${spec.scopes.join(' or ')}`)
    if (actsAsBot.has(nameOf(spec)) && !granted?.has('user:bot')) refuse(401, 'Missing scope: user:bot')
    if (
      spec.path.startsWith('/chat/') &&
      actsAsBot.has(nameOf(spec)) &&
      !grantedBy(`${channel}`, clientId)?.has('channel:bot')
    ) {
      refuse(401, 'Missing scope: channel:bot')
    }
  }
  for (const key of keys) {
    if (kind !== 'user' || given[key] === userId || others.includes(key)) continue
    refuse(401, `The ID in ${key} must match the user ID found in the request's OAuth token.`)
  }
  if (isModerator && typeof channel === 'string' && typeof actor === 'string' && !moderates(world, actor, channel)) {
    refuse(403, "The user in moderator_id is not one of the broadcaster's moderators.")
  }
}
