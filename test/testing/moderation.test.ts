import * as twitch from 'tinyhelix'
import { describe, expect, it } from 'vitest'
import { refused, setUp } from './stoppedFake.ts'
import { call } from './wire.ts'

describe('unban requests', () => {
  it('an empty page in the middle has a cursor to more', async () => {
    const { ada, fake } = setUp()
    const all = await twitch.getUnbanRequests(ada, { status: 'pending' }, { limit: Infinity })
    const first = await twitch.getUnbanRequests(ada, { status: 'pending' })
    expect(all.length).toBeGreaterThan(first.length)
    const ids = 'broadcaster_id=1001&moderator_id=1001&status=pending&first=100'
    const { body: one } = await call(fake, `GET /moderation/unban_requests?${ids}`)
    const { body: two } = await call(fake, `GET /moderation/unban_requests?${ids}&after=${one.pagination.cursor}`)
    expect(two).toEqual({ data: [], pagination: { cursor: expect.any(String) } })
    expect(all.filter(({ resolved_at, moderator_id }) => resolved_at !== null || moderator_id)).toEqual([])
  })

  it('approving an unban request lifts the ban', async () => {
    const { ada } = setUp()
    const [good, bad] = await twitch.getUnbanRequests(ada, { status: 'pending' })
    if (!good || !bad) throw new Error('There are pending requests.')
    const isBanned = async ({ user_id }: twitch.UnbanRequest) =>
      (await twitch.getBannedUsers(ada, { user_id })).length > 0
    await expect(isBanned(good)).resolves.toBe(true)
    const approve = { unban_request_id: good.id, status: 'approved' } as const
    await expect(twitch.resolveUnbanRequest(ada, approve)).resolves.toMatchObject({
      status: 'approved',
      moderator_login: 'ada',
      resolved_at: '2026-05-01T12:00:00Z',
      resolution_text: '',
    })
    await expect(isBanned(good)).resolves.toBe(false)
    await twitch.resolveUnbanRequest(ada, { unban_request_id: bad.id, status: 'denied', resolution_text: 'No.' })
    await expect(isBanned(bad)).resolves.toBe(true)
    await expect(twitch.resolveUnbanRequest(ada, approve)).rejects.toMatchObject(refused(400))
    const unknown = { unban_request_id: 'x', status: 'denied' } as const
    await expect(twitch.resolveUnbanRequest(ada, unknown)).rejects.toMatchObject(refused(404))
    const pending = await twitch.getUnbanRequests(ada, { status: 'pending' })
    expect(pending.filter(({ id }) => id === good.id || id === bad.id)).toEqual([])
  })
})

it('an unban request has the moderator who resolved it', async () => {
  const { ada, as } = setUp()
  const [plea] = await twitch.getUnbanRequests(ada, { status: 'pending' })
  const [first] = await twitch.getModerators(ada)
  const decision = { broadcaster_id: '1001', unban_request_id: plea?.id ?? '', status: 'denied' } as const
  await expect(twitch.resolveUnbanRequest(as(first?.user_id ?? ''), decision)).resolves.toMatchObject({
    moderator_id: first?.user_id,
    moderator_login: first?.user_login,
    moderator_name: first?.user_name,
  })
})

describe('a user whom the broadcaster bans', () => {
  it('a banned moderator loses the role, and moderators cannot ban each other', async () => {
    const { as, ada } = setUp()
    const [first, second] = await twitch.getModerators(ada)
    const moderator = as(first?.user_id ?? '')
    const other = { broadcaster_id: '1001', user_id: second?.user_id ?? '' }
    await expect(twitch.banUser(moderator, other)).rejects.toMatchObject(refused(400))
    await expect(twitch.banUser(moderator, { ...other, user_id: '1001' })).rejects.toMatchObject(refused(400))
    await twitch.banUser(ada, other)
    await expect(twitch.getModerators(ada, { user_id: other.user_id })).resolves.toEqual([])
    await expect(twitch.getBannedUsers(ada, { user_id: other.user_id })).resolves.toHaveLength(1)
    const message = await twitch.sendChatMessage(as(other.user_id), { broadcaster_id: '1001', message: 'Hey' })
    expect(message.drop_reason?.code).toBe('msg_banned')
  })

  it('a banned user leaves the chat, and a timed-out user stays in it', async () => {
    const { ada } = setUp()
    const viewers = await twitch.getChatters(ada, { first: 1000 })
    const [gone = '', waiting = ''] = viewers.slice(-2).map(({ user_id }) => user_id)
    await twitch.banUser(ada, { broadcaster_id: '1001', user_id: gone })
    await twitch.banUser(ada, { broadcaster_id: '1001', user_id: waiting, duration: 60 })
    const left = (await twitch.getChatters(ada, { first: 1000 })).map(({ user_id }) => user_id)
    expect(left).not.toContain(gone)
    expect(left).toContain(waiting)
  })

  it('a banned or blocked user cannot become a VIP', async () => {
    const { ada } = setUp()
    await twitch.blockUser(ada, { target_user_id: '1300' })
    await expect(twitch.addChannelVip(ada, { user_id: '1300' })).rejects.toMatchObject(refused(400))
    await twitch.unblockUser(ada, { target_user_id: '1300' })
    await expect(twitch.addChannelVip(ada, { user_id: '1300' })).resolves.toBeUndefined()
  })
})

it('users are blocked and unblocked', async () => {
  const { ada } = setUp()
  const list = () => twitch.getUserBlockList(ada, {}, { limit: Infinity })
  const before = await list()
  expect(before.length).toBeGreaterThan(100)
  await twitch.blockUser(ada, { target_user_id: '1002', reason: 'spam' })
  const row = { user_id: '1002', user_login: 'pixelfox', display_name: expect.any(String) }
  await expect(list()).resolves.toEqual([...before, row])
  await twitch.unblockUser(ada, { target_user_id: '1002' })
  await twitch.unblockUser(ada, { target_user_id: '1002' })
  await expect(list()).resolves.toEqual(before)
  await expect(twitch.blockUser(ada, { target_user_id: '1001' })).rejects.toMatchObject(refused(400))
})

it('a held message is decided once', async () => {
  const { ada } = setUp()
  await twitch.manageHeldAutoModMessages(ada, { msg_id: 'm', action: 'DENY' })
  const again = twitch.manageHeldAutoModMessages(ada, { msg_id: 'm', action: 'ALLOW' })
  await expect(again).rejects.toMatchObject(refused(400))
})

it('AutoMod has one level for all, or one for each', async () => {
  const { ada, as } = setUp()
  const before = await twitch.getAutoModSettings(ada)
  expect(before).toMatchObject({ overall_level: 2, misogyny: 2, swearing: 0 })
  const all = await twitch.updateAutoModSettings(ada, { overall_level: 4 })
  expect(all).toMatchObject({ overall_level: 4, aggression: 3, misogyny: 4, swearing: 1 })
  await expect(twitch.getAutoModSettings(ada)).resolves.toEqual(all)
  const some = await twitch.updateAutoModSettings(ada, { swearing: 2, bullying: 1 })
  expect(some).toMatchObject({ overall_level: null, swearing: 2, bullying: 1, misogyny: 0 })
  await expect(twitch.getAutoModSettings(ada)).resolves.toEqual(some)
  // Channels have settings of their own.
  await expect(twitch.getAutoModSettings(as('pixelfox'))).resolves.toMatchObject({ overall_level: 2 })
})

it('blocked terms are added and removed', async () => {
  const { ada, pass } = setUp()
  const before = await twitch.getBlockedTerms(ada)
  const term = await twitch.addBlockedTerm(ada, { text: 'kumquat' })
  expect(term).toMatchObject({ text: 'kumquat', moderator_id: '1001', expires_at: null })
  await expect(twitch.getBlockedTerms(ada)).resolves.toEqual([term, ...before])
  await expect(twitch.addBlockedTerm(ada, { text: 'kumquat' })).resolves.toEqual(term)
  await twitch.removeBlockedTerm(ada, { id: term.id })
  await expect(twitch.getBlockedTerms(ada)).resolves.toEqual(before)
  await expect(twitch.removeBlockedTerm(ada, { id: term.id })).rejects.toMatchObject(refused(404))
  // A term that AutoMod has added expires.
  pass(3600)
  await expect(twitch.getBlockedTerms(ada)).resolves.toHaveLength(before.length - 1)
})

it('Shield Mode has the moderator and the time of its last change', async () => {
  const { ada, as, pass } = setUp()
  await expect(twitch.getShieldModeStatus(ada)).resolves.toMatchObject({ is_active: false, last_activated_at: '' })
  const on = await twitch.updateShieldModeStatus(ada, { is_active: true })
  expect(on).toEqual({
    is_active: true,
    moderator_id: '1001',
    moderator_login: 'ada',
    moderator_name: 'Ada',
    last_activated_at: '2026-05-01T12:00:00Z',
  })
  await expect(twitch.getShieldModeStatus(ada)).resolves.toEqual(on)
  pass(60)
  const [first] = await twitch.getModerators(ada)
  const moderator = as(first?.user_id ?? '')
  await twitch.updateShieldModeStatus(moderator, { broadcaster_id: '1001', is_active: false })
  await expect(twitch.getShieldModeStatus(ada)).resolves.toEqual({
    ...on,
    is_active: false,
  })
})
