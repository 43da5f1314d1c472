import { sendExtensionChatMessage } from '../../endpoints/extensions/sendExtensionChatMessage.ts'
import { sendExtensionPubSubMessage } from '../../endpoints/extensions/sendExtensionPubSubMessage.ts'
import { allowance } from '../wire/helix/allowance.ts'
import { refuse } from '../wire/helix/refusal.ts'
import { noContent } from '../wire/helix/response.ts'
import { route } from '../wire/helix/route.ts'
import { usersOf } from '../world/users.ts'
import { minute, perChannel, type World } from '../world/world.ts'
import { refuseForeign, versionOf, versionsOf } from './extensions.ts'
import type { Feature } from './feature.ts'

const tooMany = 'The extension exceeded the number of messages that it may send per minute.'
const spendPubSub = allowance(100, minute, tooMany)
const spendChat = allowance(12, minute, tooMany)

/** A message to the pages of an extension. */
export interface ExtensionMessage {
  /** `null`: every channel. */
  readonly channelId: string | null
  readonly target: string
  readonly contentType: string
  readonly message: string
}

/** The pages of an extension that are open now, by its id. */
export const hearersOf = perChannel(() => new Set<(message: ExtensionMessage) => void>())

/** Sends a message to the open pages of an extension. */
export function tellPages(world: World, extensionId: string, message: ExtensionMessage): void {
  for (const hear of [...hearersOf(world, extensionId)]) hear(message)
}

export const extensionMessages: Feature = [
  route(sendExtensionPubSubMessage, ({ world, params, clientId }) => {
    const { broadcaster_id = 'all' } = params
    if (broadcaster_id !== 'all' && !usersOf(world).byId(broadcaster_id)) {
      refuse(400, 'The ID in broadcaster_id is not valid.')
    }
    spendPubSub(world, `${clientId} ${broadcaster_id}`)
    const channelId = broadcaster_id === 'all' ? null : broadcaster_id
    for (const target of params.target) {
      tellPages(world, clientId, { channelId, target, contentType: 'application/json', message: params.message })
    }
    return noContent
  }),
  route(sendExtensionChatMessage, ({ world, params, clientId, broadcaster }) => {
    const { extension_id, extension_version } = params
    refuseForeign(extension_id, clientId)
    if (!versionOf(versionsOf(world, extension_id, clientId), extension_version)) {
      refuse(400, `The extension has no version ${extension_version}.`)
    }
    spendChat(world, `${clientId} ${broadcaster.id}`)
    return noContent
  }),
]
