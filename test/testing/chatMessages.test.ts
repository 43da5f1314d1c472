import * as twitch from 'tinyhelix'
import { channelChatMessage, createEventSub } from 'tinyhelix/eventsub'
import { createFakeTwitch } from 'tinyhelix/testing'
import { describe, expect, it, vi } from 'vitest'
import { refused, setUp } from './stoppedFake.ts'

describe('messages in chat', () => {
  const send = async (client: twitch.HelixClient, message: string) =>
    (await twitch.sendChatMessage(client, { broadcaster_id: '1001', message })).message_id

  it('a message is pinned, its time is changed, and it is unpinned', async () => {
    const { ada, as, pass } = setUp()
    await expect(twitch.getPinnedChatMessage(ada)).resolves.toBeNull()
    const message_id = await send(as('lurkingmoth'), 'Hi @ada!')
    await twitch.pinChatMessage(ada, { message_id, duration_seconds: 60 })
    await expect(twitch.getPinnedChatMessage(ada)).resolves.toMatchObject({
      message_id,
      sender_user_login: 'lurkingmoth',
      pinned_by_user_login: 'ada',
      message: { fragments: [{ type: 'text' }, { type: 'mention', mention: { user_id: '1001' } }, { text: '!' }] },
      ends_at: '2026-05-01T12:01:00Z',
    })
    await expect(twitch.pinChatMessage(ada, { message_id })).rejects.toMatchObject(refused(409))
    await expect(twitch.pinChatMessage(ada, { message_id: 'x' })).rejects.toMatchObject(refused(404))
    await twitch.updatePinnedChatMessage(ada, { message_id })
    pass(600)
    await expect(twitch.getPinnedChatMessage(ada)).resolves.toMatchObject({ ends_at: null })
    await twitch.unpinChatMessage(ada, { message_id })
    await expect(twitch.getPinnedChatMessage(ada)).resolves.toBeNull()
    await expect(twitch.unpinChatMessage(ada, { message_id })).rejects.toMatchObject(refused(404))
    await expect(twitch.updatePinnedChatMessage(ada, { message_id })).rejects.toMatchObject(refused(404))
  })

  it('messages are deleted one by one or all at once, pinned ones too', async () => {
    const { ada, as, pass } = setUp()
    const moth = as('lurkingmoth')
    const [first, second] = [await send(moth, 'One'), await send(moth, 'Two')]
    await twitch.deleteChatMessages(ada, { message_id: first })
    await expect(twitch.deleteChatMessages(ada, { message_id: first })).rejects.toMatchObject(refused(404))
    const own = await send(ada, 'Mine')
    await expect(twitch.deleteChatMessages(ada, { message_id: own })).rejects.toMatchObject(refused(400))
    await twitch.pinChatMessage(ada, { message_id: second })
    pass(6 * 3600 + 1)
    await expect(twitch.deleteChatMessages(ada, { message_id: second })).rejects.toMatchObject(refused(404))
    await twitch.deleteChatMessages(ada)
    await expect(twitch.getPinnedChatMessage(ada)).resolves.toBeNull()
  })
})

it('a pinned message stays for its latest duration', async () => {
  const { ada, as, pass } = setUp()
  const { message_id } = await twitch.sendChatMessage(as('pixelfox'), { broadcaster_id: '1001', message: 'Hi' })
  await twitch.pinChatMessage(ada, { message_id, duration_seconds: 60 })
  pass(30)
  await twitch.updatePinnedChatMessage(ada, { message_id, duration_seconds: 90 })
  await expect(twitch.getPinnedChatMessage(ada)).resolves.toMatchObject({
    starts_at: '2026-05-01T12:00:00Z',
    updated_at: '2026-05-01T12:00:30Z',
    ends_at: '2026-05-01T12:02:00Z',
  })
  pass(90)
  await expect(twitch.getPinnedChatMessage(ada)).resolves.toBeNull()
  await expect(twitch.updatePinnedChatMessage(ada, { message_id })).rejects.toMatchObject(refused(404))
})

it('announcements, shoutouts and whispers have limits', async () => {
  const { ada, pass } = setUp()
  const announce = () => twitch.sendChatAnnouncement(ada, { message: 'Hear!' })
  await announce()
  await expect(announce()).rejects.toMatchObject(refused(429))
  pass(2)
  await announce()
  const shout = (to_broadcaster_id: string) => twitch.sendShoutout(ada, { to_broadcaster_id })
  await shout('1002')
  await expect(shout('1003')).rejects.toMatchObject(refused(429))
  pass(120)
  await shout('1003')
  pass(120)
  await expect(shout('1002')).rejects.toMatchObject(refused(429))
  const whisper = (to_user_id: string) => twitch.sendWhisper(ada, { to_user_id, message: 'Psst' })
  for (let count = 0; count < 3; count++) await whisper('1002')
  await expect(whisper('1002')).rejects.toMatchObject(refused(429))
  await expect(whisper('77')).rejects.toMatchObject(refused(404))
})

it('the lead moderator of the default user has a badge, and loses it with the role', async () => {
  const fake = createFakeTwitch()
  const ada = fake.client()
  const [lead, other] = (await twitch.getModerators(ada)).map(({ user_id }) => user_id)
  const events = createEventSub(ada)
  const heard: string[] = []
  await events.on(channelChatMessage, ({ badges, message }) => heard.push(`${badges[0]?.set_id} ${message.text}`)).ready
  const say = (user = '', message = '') =>
    twitch.sendChatMessage(fake.client({ user }), { broadcaster_id: '1001', message })
  await say(lead, 'one')
  await say(other, 'two')
  await twitch.removeChannelModerator(ada, { user_id: lead ?? '' })
  await twitch.addChannelVip(ada, { user_id: lead ?? '' })
  await say(lead, 'three')
  await vi.waitFor(() => expect(heard).toEqual(['lead_moderator one', 'moderator two', 'vip three']))
  events.close()
  const sets = (await twitch.getGlobalChatBadges(ada)).map(({ set_id }) => set_id)
  expect(sets).toEqual(expect.arrayContaining(['lead_moderator', 'moderator']))
})

it('the delay of a chat applies to users who do not moderate it, and can be turned off', async () => {
  const { ada } = setUp()
  const shown = () => twitch.getChatSettings(ada, { broadcaster_id: '1001', moderator_id: '1001' })
  await twitch.updateChatSettings(ada, { non_moderator_chat_delay: true, non_moderator_chat_delay_duration: 4 })
  await expect(shown()).resolves.toMatchObject({
    non_moderator_chat_delay: true,
    non_moderator_chat_delay_duration: 4,
  })
  await twitch.updateChatSettings(ada, { non_moderator_chat_delay: false })
  await expect(shown()).resolves.toMatchObject({
    non_moderator_chat_delay: false,
    non_moderator_chat_delay_duration: null,
  })
})
