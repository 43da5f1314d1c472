import type { EndpointSpec } from 'tinyhelix'
import * as tinyhelix from 'tinyhelix'
import { describe, expect, it } from 'vitest'
import { isDocumented } from '../endpoints/endpoints.ts'

const specs = Object.entries(tinyhelix).flatMap(([name, value]): [name: string, spec: EndpointSpec][] =>
  typeof value === 'function' && 'spec' in value ? [[name, value.spec as EndpointSpec]] : [],
)
const reads = new Set(specs.flatMap(([, { method, path }]) => (method === 'GET' ? [path] : [])))
const writes = specs.filter(([, { method }]) => method !== 'GET')

describe('what a write makes stale', () => {
  it('is known of every write', () => {
    expect(writes.length).toBeGreaterThan(55)
  })

  it.each(writes)('%s names paths that are read, if any', (_, { path, invalidates = [path] }) => {
    expect(invalidates.filter(stale => !reads.has(stale))).toEqual([])
  })

  it('is nothing after what no read tells', () => {
    const silent = writes
      .filter(([name, { invalidates }]) => isDocumented(name) && invalidates?.length === 0)
      .map(([name]) => name)
    expect(silent.sort()).toEqual([
      'addSuspiciousUserStatus',
      'cancelRaid',
      'checkAutoModStatus',
      'manageHeldAutoModMessages',
      'removeSuspiciousUserStatus',
      'sendChatAnnouncement',
      'sendExtensionChatMessage',
      'sendExtensionPubSubMessage',
      'sendShoutout',
      'sendWhisper',
      'setExtensionRequiredConfiguration',
      'startRaid',
      'warnChatUser',
    ])
  })

  it.each([
    [tinyhelix.banUser, ['/moderation/banned', '/moderation/moderators', '/channels/vips']],
    [tinyhelix.unbanUser, ['/moderation/banned', '/moderation/unban_requests']],
    [tinyhelix.resolveUnbanRequest, ['/moderation/unban_requests', '/moderation/banned']],
    [tinyhelix.blockUser, ['/users/blocks', '/channels/followers']],
    [tinyhelix.deleteChatMessages, ['/chat/pins']],
    [tinyhelix.sendChatMessage, ['/chat/pins']],
    [tinyhelix.deleteCustomReward, ['/channel_points/custom_rewards', '/channel_points/custom_rewards/redemptions']],
    [tinyhelix.deleteVideos, ['/videos', '/clips', '/streams/markers']],
    [tinyhelix.updateShieldModeStatus, ['/moderation/shield_mode', '/chat/settings', '/moderation/automod/settings']],
    [tinyhelix.createClipFromVod, ['/clips']],
    [tinyhelix.snoozeNextAd, ['/channels/ads']],
    [tinyhelix.startCommercial, ['/channels/ads']],
  ])('is more than the write’s own path where reads of others tell it too', ({ spec }, paths) => {
    expect(spec.invalidates).toEqual(paths)
  })
})

describe('how long an answer is fresh', () => {
  it.each(specs.filter(([, { method }]) => method === 'GET'))('%s says so', (_, { staleTime }) => {
    expect(staleTime).toBeGreaterThanOrEqual(5_000)
    expect(staleTime).toBeLessThanOrEqual(3_600_000)
  })
})
