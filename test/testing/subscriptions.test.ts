import * as twitch from 'tinyhelix'
import type { FakeTwitch } from 'tinyhelix/testing'
import { describe, expect, it } from 'vitest'
import { welcome } from './openSocket.ts'
import { refused, setUp } from './stoppedFake.ts'
import { call } from './wire.ts'

describe('EventSub subscriptions', () => {
  const follow = (id: string) => ({
    type: 'channel.follow',
    version: '2',
    condition: { broadcaster_user_id: id, moderator_user_id: '1001' },
  })
  const online = (id: string) => ({ type: 'stream.online', version: '1', condition: { broadcaster_user_id: id } })
  const websocketOf = async (fake: FakeTwitch) => ({ method: 'websocket', session_id: await welcome(fake) }) as const
  const webhook = { method: 'webhook', callback: 'https://example.com/hook', secret: '0123456789' } as const

  it('subscriptions of a user are created, listed, filtered and deleted', async () => {
    const { fake, ada, as, app } = setUp()
    const websocket = await websocketOf(fake)
    const made = await twitch.createEventSubSubscription(ada, { ...follow('1001'), transport: websocket })
    expect(made).toMatchObject({ total: 1, total_cost: 0, max_total_cost: 10, data: [{ status: 'enabled', cost: 0 }] })
    const again = twitch.createEventSubSubscription(ada, { ...follow('1001'), transport: websocket })
    await expect(again).rejects.toMatchObject(refused(409))
    await twitch.createEventSubSubscription(ada, { ...online('1002'), transport: websocket })
    await expect(twitch.getEventSubSubscriptions(ada)).resolves.toHaveLength(2)
    await expect(twitch.getEventSubSubscriptions(ada, { type: 'stream.online' })).resolves.toHaveLength(1)
    await expect(twitch.getEventSubSubscriptionsByUserId(ada, { user_id: '1001' })).resolves.toHaveLength(1)
    await expect(twitch.getEventSubSubscriptionsByStatus(ada, { status: 'user_removed' })).resolves.toEqual([])
    await expect(twitch.getEventSubSubscriptionsSummary(ada)).resolves.toEqual({
      total: 2,
      total_cost: 1,
      max_total_cost: 10,
    })
    await expect(twitch.getEventSubSubscriptions(as('pixelfox'))).resolves.toEqual([])
    await expect(twitch.getEventSubSubscriptions(app)).resolves.toEqual([])
    const id = made.data[0]?.id ?? ''
    await expect(twitch.getEventSubSubscriptionById(ada, { subscription_id: id })).resolves.toEqual(made.data[0])
    await twitch.deleteEventSubSubscription(ada, { id })
    await expect(twitch.getEventSubSubscriptionById(ada, { subscription_id: id })).resolves.toBeNull()
    await expect(twitch.deleteEventSubSubscription(ada, { id })).rejects.toMatchObject(refused(404))
  })

  it('subscriptions have a cost up to a limit', async () => {
    const { fake, ada } = setUp()
    const websocket = await websocketOf(fake)
    const add = (id: number) => twitch.createEventSubSubscription(ada, { ...online(`${id}`), transport: websocket })
    for (let id = 1002; id < 1012; id++) await add(id)
    await expect(add(1012)).rejects.toMatchObject(refused(429))
    await expect(add(1001)).resolves.toMatchObject({ total: 11, total_cost: 10 })
  })

  it('a webhook subscription waits for its challenge, and never shows its secret', async () => {
    const { app, pass, fake } = setUp()
    const made = await twitch.createEventSubSubscription(app, { ...online('1003'), transport: webhook })
    expect(made.data).toMatchObject([{ status: 'webhook_callback_verification_pending', cost: 1 }])
    expect(JSON.stringify(made)).not.toContain(webhook.secret)
    pass(1)
    await expect(twitch.getEventSubSubscriptions(app)).resolves.toMatchObject([{ status: 'enabled' }])
    const body = { ...online('1002'), transport: webhook }
    await expect(call(fake, 'POST /eventsub/subscriptions', { token: { kind: 'app' }, body })).resolves.toMatchObject(
      refused(202),
    )
  })

  it('a subscription needs a conduit that exists', async () => {
    const { app } = setUp()
    const { id: conduit_id } = await twitch.createConduit(app, { shard_count: 2 })
    const add = (id: string) =>
      twitch.createEventSubSubscription(app, { ...online('1001'), transport: { method: 'conduit', conduit_id: id } })
    await expect(add('unknown')).rejects.toMatchObject(refused(400))
    await add(conduit_id)
    await expect(twitch.getEventSubSubscriptions(app, { conduit_id })).resolves.toHaveLength(1)
    await twitch.deleteConduit(app, { id: conduit_id })
    await expect(twitch.getEventSubSubscriptions(app)).resolves.toMatchObject([{ status: 'conduit_deleted' }])
  })
})

it('conduits have shards', async () => {
  const { app } = setUp()
  const { id } = await twitch.createConduit(app, { shard_count: 3 })
  const transport = { method: 'websocket', session_id: 's' } as const
  const shards = ['0', '2', '3'].map(number => ({ id: number, transport }))
  const answer = await twitch.updateConduitShards(app, { conduit_id: id, shards })
  expect(answer).toMatchObject({ data: [{ id: '0' }, { id: '2' }], errors: [{ id: '3', code: 'invalid_parameter' }] })
  await expect(twitch.getConduitShards(app, { conduit_id: id })).resolves.toEqual(answer.data)
  await expect(twitch.updateConduit(app, { id, shard_count: 1 })).resolves.toEqual({ id, shard_count: 1 })
  await expect(twitch.getConduitShards(app, { conduit_id: id, status: 'enabled' })).resolves.toHaveLength(1)
  for (let count = 1; count < 5; count++) await twitch.createConduit(app, { shard_count: 1 })
  await expect(twitch.createConduit(app, { shard_count: 1 })).rejects.toMatchObject(refused(429))
  await twitch.deleteConduit(app, { id })
  await expect(twitch.getConduits(app)).resolves.toHaveLength(4)
  await expect(twitch.deleteConduit(app, { id })).rejects.toMatchObject(refused(404))
  await expect(twitch.getConduitShards(app, { conduit_id: id })).rejects.toMatchObject(refused(404))
})
