import {
  type ExtensionConfigurationSegment,
  getExtensionChannelConfiguration,
} from '../../endpoints/extensions/getExtensionChannelConfiguration.ts'
import { setExtensionConfigurationSegment } from '../../endpoints/extensions/setExtensionConfigurationSegment.ts'
import { setExtensionRequiredConfiguration } from '../../endpoints/extensions/setExtensionRequiredConfiguration.ts'
import { allowance } from '../wire/helix/allowance.ts'
import { refuse } from '../wire/helix/refusal.ts'
import { data, noContent } from '../wire/helix/response.ts'
import { many, route } from '../wire/helix/route.ts'
import { usersOf } from '../world/users.ts'
import { minute, perChannel, type World } from '../world/world.ts'
import { refuseForeign, versionOf, versionsOf } from './extensions.ts'
import type { Feature } from './feature.ts'

/** The stored segments of an extension, by segment and channel. */
const segmentsOf = perChannel(() => new Map<string, ExtensionConfigurationSegment>())

const tooMany = 'The app exceeded the number of requests that it may make per minute.'
const spendReading = allowance(20, minute, tooMany)
const spendWriting = allowance(20, minute, tooMany)

function checkChannel(world: World, id: string | undefined): void {
  if (id !== undefined && !usersOf(world).byId(id)) refuse(400, 'The ID in broadcaster_id is not valid.')
}

/** The stored segments that an extension's page in a channel receives. */
export function segmentsAt(world: World, extensionId: string, channelId: string) {
  const all = segmentsOf(world, extensionId)
  return {
    global: all.get('global '),
    developer: all.get(`developer ${channelId}`),
    broadcaster: all.get(`broadcaster ${channelId}`),
  }
}

/** Stores a segment of an extension. */
export const storeSegment = (world: World, extensionId: string, stored: ExtensionConfigurationSegment): void =>
  void segmentsOf(world, extensionId).set(`${stored.segment} ${stored.broadcaster_id ?? ''}`, stored)

export const extensionConfiguration: Feature = [
  route(getExtensionChannelConfiguration, ({ world, params, clientId }) => {
    const { extension_id, broadcaster_id = '' } = params
    refuseForeign(extension_id, clientId)
    checkChannel(world, params.broadcaster_id)
    const keys = [...new Set(many(params.segment))].map(segment => `${segment} ${broadcaster_id}`)
    for (const key of keys) spendReading(world, `${extension_id} ${key}`)
    const found = keys.map(key => segmentsOf(world, extension_id).get(key)).filter(segment => segment !== undefined)
    // Twitch answers without a message for a segment that was never set.
    return found.length ? data(found) : refuse(404)
  }),
  route(setExtensionConfigurationSegment, ({ world, params, clientId }) => {
    const { extension_id, segment, broadcaster_id } = params
    refuseForeign(extension_id, clientId)
    checkChannel(world, broadcaster_id)
    const key = `${segment} ${broadcaster_id ?? ''}`
    spendWriting(world, `${extension_id} ${key}`)
    const old = segmentsOf(world, extension_id).get(key)
    storeSegment(world, extension_id, {
      segment,
      ...(broadcaster_id !== undefined && { broadcaster_id }),
      content: params.content ?? '',
      version: params.version ?? old?.version ?? '',
    })
    return noContent
  }),
  route(setExtensionRequiredConfiguration, ({ world, params, clientId }) => {
    const { extension_id, extension_version } = params
    refuseForeign(extension_id, clientId)
    checkChannel(world, params.broadcaster_id)
    if (!versionOf(versionsOf(world, extension_id, clientId), extension_version)) {
      refuse(400, `The extension has no version ${extension_version}.`)
    }
    // Only the settings of a channel show what is required, and no endpoint does.
    return noContent
  }),
]
