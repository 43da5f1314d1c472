import * as twitch from 'tinyhelix'
import { expect, it } from 'vitest'
import { refused, setUp } from './stoppedFake.ts'

it('getUserAuthorizations returns what users granted the application, until they disconnect it', async () => {
  const { fake, pass } = setUp()
  const other = fake.client({ kind: 'app', clientId: 'tinyhelix-demo-server' })
  const app = fake.client({ kind: 'app' })
  const ofBog = async (client = app) => (await twitch.getUserAuthorizations(client, { user_id: '1009' }))[0]
  await expect(ofBog()).resolves.toMatchObject({ user_login: 'bogwitchbets', scopes: [], has_authorized: false })
  const token = fake.grant({ user: '1009', scopes: ['user:read:chat', 'bits:read'], expiresInSeconds: 60 })
  const second = fake.grant({ user: '1009', scopes: ['user:bot'] })
  await expect(ofBog()).resolves.toMatchObject({
    scopes: ['bits:read', 'user:bot', 'user:read:chat'],
    has_authorized: true,
  })
  await expect(ofBog(other)).resolves.toMatchObject({ has_authorized: false })
  // An expired token still counts as granted.
  pass(61)
  await expect(ofBog()).resolves.toMatchObject({ scopes: { length: 3 } })
  fake.revoke(token)
  fake.revoke(second)
  await expect(ofBog()).resolves.toMatchObject({ scopes: [], has_authorized: false })
  await expect(twitch.getUserAuthorizations(app, { user_id: ['1', '1002'] })).resolves.toHaveLength(1)
})

it('an entitlement is updated for its own user only', async () => {
  const { ada, app } = setUp()
  const mine = await twitch.getDropsEntitlements(ada)
  const all = await twitch.getDropsEntitlements(app)
  expect(all.length).toBeGreaterThan(mine.length)
  const foreign = all.find(({ user_id }) => user_id !== '1001')?.id ?? ''
  const ids = mine.map(({ id }) => id)
  const given = { entitlement_ids: [...ids, foreign, 'x'], fulfillment_status: 'FULFILLED' } as const
  await expect(twitch.updateDropsEntitlements(ada, given)).resolves.toEqual([
    { status: 'SUCCESS', ids },
    { status: 'UNAUTHORIZED', ids: [foreign] },
    { status: 'INVALID_ID', ids: ['x'] },
  ])
  await expect(twitch.getDropsEntitlements(ada, { fulfillment_status: 'CLAIMED' })).resolves.toEqual([])
})

it('an entitlement has the time of its fulfillment', async () => {
  const { ada, pass } = setUp()
  const [row] = await twitch.getDropsEntitlements(ada)
  pass(3600)
  const entitlement_ids = [row?.id ?? '']
  await twitch.updateDropsEntitlements(ada, { entitlement_ids, fulfillment_status: 'FULFILLED' })
  await expect(twitch.getDropsEntitlements(ada, { id: entitlement_ids })).resolves.toMatchObject([
    { fulfillment_status: 'FULFILLED', last_updated: '2026-05-01T13:00:00Z' },
  ])
})

it('a channel’s extensions can be moved between slots', async () => {
  const { ada } = setUp()
  const [, , overlay] = await twitch.getUserExtensions(ada)
  if (!overlay) throw new Error('Some are installed.')
  const before = await twitch.getUserActiveExtensions(ada)
  expect(before).toMatchObject({
    panel: { 1: { active: true }, 2: { active: false } },
    overlay: { 1: { active: false } },
  })
  const { id, version, name } = overlay
  const data = { overlay: { 1: { active: true, id, version } }, panel: { 1: { active: false } } }
  const after = await twitch.updateUserExtensions(ada, { data })
  expect(after).toEqual({
    ...before,
    overlay: { 1: { active: true, id, version, name } },
    panel: { ...before.panel, 1: { active: false } },
  })
  await expect(twitch.getUserActiveExtensions(ada, { user_id: '1001' })).resolves.toEqual(after)
  const old = { overlay: { 1: { active: true, id, version: '0.0.1' } } }
  await expect(twitch.updateUserExtensions(ada, { data: old })).rejects.toMatchObject(refused(404))
  const elsewhere = { panel: { 1: { active: true, id, version } } }
  await expect(twitch.updateUserExtensions(ada, { data: elsewhere })).rejects.toMatchObject(refused(400))
})
