import { describe, expect, it } from 'vitest'
import type { Received } from '../scripted/script.ts'
import type { EndpointName, Params } from './calls.ts'
import { endpoint, names, rowOf } from './endpoints.ts'
import { startTwitch, valuesIn } from './twitch.ts'

const twitch = await startTwitch()

/** Sends one call, and returns the request. */
async function requestOf(name: EndpointName, params: Params): Promise<Received> {
  twitch.answer(
    rowOf(name).result === 'void' ? { status: 204 } : { json: { data: rowOf(name).result === 'object' ? {} : [{}] } },
  )
  await endpoint(name)(twitch.client('user', { validate: 'off' }), params)
  const [request] = twitch.take()
  if (!request) throw new Error(`${name} sent nothing.`)
  return request
}

describe('surprising requests that Twitch accepts', () => {
  it.each([
    ['no tags, to remove all', 'modifyChannelInformation', { tags: [] }, { tags: [] }],
    [
      'tags in the case in which they are given',
      'modifyChannelInformation',
      { tags: ['SpeedRun'] },
      { tags: ['SpeedRun'] },
    ],
    ['category 0, for none', 'modifyChannelInformation', { game_id: '0' }, { game_id: '0' }],
    ['an empty category, for none', 'modifyChannelInformation', { game_id: '' }, { game_id: '' }],
    [
      'only what is given',
      'modifyChannelInformation',
      { title: 'Chess', content_classification_labels: undefined },
      { title: 'Chess' },
    ],
    [
      'a reward’s limits without nesting',
      'updateCustomReward',
      { id: 'a', is_max_per_stream_enabled: true, max_per_stream: 5 },
      { is_max_per_stream_enabled: true, max_per_stream: 5 },
    ],
    ['a ban inside data', 'banUser', { user_id: '42' }, { data: { user_id: '42' } }],
    [
      'a warning inside data',
      'warnChatUser',
      { user_id: '42', reason: 'No' },
      { data: { user_id: '42', reason: 'No' } },
    ],
    ['minutes as text', 'updateChannelStreamScheduleSegment', { id: 'a', duration: '60' }, { duration: '60' }],
    [
      'minutes of a new segment as text',
      'createChannelStreamScheduleSegment',
      { start_time: '2026-05-01T18:00:00Z', timezone: 'Europe/Berlin', duration: '60' },
      { start_time: '2026-05-01T18:00:00Z', timezone: 'Europe/Berlin', duration: '60' },
    ],
    [
      'the end of a poll',
      'endPoll',
      { id: 'p', status: 'TERMINATED' },
      { broadcaster_id: '1', id: 'p', status: 'TERMINATED' },
    ],
    [
      'the end of a prediction',
      'endPrediction',
      { id: 'p', status: 'CANCELED' },
      { broadcaster_id: '1', id: 'p', status: 'CANCELED' },
    ],
    [
      'a message to pin',
      'sendChatMessage',
      { message: 'Hi', pin: true },
      { broadcaster_id: '1', sender_id: '1', message: 'Hi', pin: true },
    ],
    [
      'messages to check inside data',
      'checkAutoModStatus',
      { messages: [{ msg_id: '1', msg_text: 'Hi' }] },
      { data: [{ msg_id: '1', msg_text: 'Hi' }] },
    ],
  ] as const)('the body has %s (%s)', async (_, name, params, body) => {
    expect(JSON.parse((await requestOf(name, params)).body)).toEqual(body)
  })

  it.each([
    ['a color with its sign', 'updateChatColor', { color: '#9146FF' }, { user_id: ['1'], color: ['#9146FF'] }],
    [
      'a clip’s title and length',
      'createClip',
      { title: 'Mate', duration: 30 },
      { broadcaster_id: ['1'], title: ['Mate'], duration: ['30'] },
    ],
    [
      'nothing about featured clips unless asked',
      'getClipsByUserId',
      { broadcaster_id: '2', first: 1 },
      { broadcaster_id: ['2'], first: ['1'] },
    ],
    [
      'whether clips are not featured',
      'getClipsByUserId',
      { broadcaster_id: '2', is_featured: false, first: 1 },
      { broadcaster_id: ['2'], is_featured: ['false'], first: ['1'] },
    ],
    ['a moderator to be', 'addChannelModerator', { user_id: '42' }, { broadcaster_id: ['1'], user_id: ['42'] }],
    ['a moderator no more', 'removeChannelModerator', { user_id: '42' }, { broadcaster_id: ['1'], user_id: ['42'] }],
    [
      'only rewards that one may change',
      'getCustomRewards',
      { only_manageable_rewards: true },
      { broadcaster_id: ['1'], only_manageable_rewards: ['true'] },
    ],
    ['an empty description, to remove it', 'updateUser', { description: '' }, { description: [''] }],
    [
      'one message to delete',
      'deleteChatMessages',
      { message_id: 'm' },
      { broadcaster_id: ['1'], moderator_id: ['1'], message_id: ['m'] },
    ],
    ['all messages to delete', 'deleteChatMessages', {}, { broadcaster_id: ['1'], moderator_id: ['1'] }],
    ['a pin', 'pinChatMessage', { message_id: 'm' }, { broadcaster_id: ['1'], moderator_id: ['1'], message_id: ['m'] }],
    [
      'how long a pin stays',
      'updatePinnedChatMessage',
      { message_id: 'm', duration_seconds: 60 },
      { broadcaster_id: ['1'], moderator_id: ['1'], message_id: ['m'], duration_seconds: ['60'] },
    ],
    [
      'the largest page of redemptions',
      'getCustomRewardRedemptions',
      { reward_id: 'r', id: 'a' },
      { broadcaster_id: ['1'], reward_id: ['r'], id: ['a'], first: ['50'] },
    ],
    [
      'the largest page of chatters',
      'getChatters',
      {},
      { broadcaster_id: ['1'], moderator_id: ['1'], first: ['1000'] },
    ],
    ['no size of a page of subscriptions', 'getEventSubSubscriptions', {}, {}],
    ['a conduit to list subscriptions of', 'getEventSubSubscriptions', { conduit_id: 'c' }, { conduit_id: ['c'] }],
    ['one subscription', 'getEventSubSubscriptionById', { subscription_id: 's' }, { subscription_id: ['s'] }],
  ] as const)('the query has %s (%s)', async (_, name, params, query) => {
    const request = await requestOf(name, params)
    expect(valuesIn(request.query)).toEqual(query)
    expect(request.body).toBe('')
  })

  it('a color is sent with its sign encoded', async () => {
    expect((await requestOf('updateChatColor', { color: '#9146FF' })).url.search).toContain('color=%239146FF')
  })

  it('lists are sent as repeated keys, not joined', async () => {
    expect((await requestOf('getUsers', { id: ['1', '2'] })).url.search).toBe('?id=1&id=2')
  })

  it('settings of guests are sent as a whole', async () => {
    expect((await requestOf('updateChannelGuestStarSettings', { slot_count: 4 })).endpoint).toBe(
      'PUT /guest_star/channel_settings',
    )
  })

  it('no endpoint has an address that Twitch has removed', () => {
    const gone = ['/tags/streams', '/streams/tags', '/users/follows', '/hypetrain/events', '/soundtrack/playlist']
    expect(names.map(name => rowOf(name).path).filter(path => gone.includes(path))).toEqual([])
  })
})

describe('requests that are never sent', () => {
  it.each([
    ['labels as they are read', 'modifyChannelInformation', { content_classification_labels: ['Gambling'] }],
    ['null for labels', 'modifyChannelInformation', { content_classification_labels: null }],
    [
      'a user to check messages for',
      'checkAutoModStatus',
      { messages: [{ msg_id: '1', msg_text: 'Hi' }], user_id: '42' },
    ],
    ['redemptions by neither status nor id', 'getCustomRewardRedemptions', { reward_id: 'r' }],
    ['a commercial of no length', 'startCommercial', {}],
    ['two filters of subscriptions', 'getEventSubSubscriptions', { type: 'stream.online', status: 'enabled' }],
    ['a clip with a delay', 'createClip', { has_delay: true }],
    ['levels one by one and overall', 'updateAutoModSettings', { overall_level: 1, swearing: 2 }],
    ['a message for one channel, with a user token', 'sendChatMessage', { message: 'Hi', for_source_only: true }],
  ] as const)('the call rejects before anything is sent: %s (%s)', async (_, name, params) => {
    const call = endpoint(name)(twitch.client('user'), params)
    await expect(call).rejects.toMatchObject({ code: 'parameter' })
    expect(twitch.take()).toEqual([])
  })
})
