import * as twitch from 'tinyhelix'
import { expect, it } from 'vitest'
import { refused, setUp } from './stoppedFake.ts'

it('a Guest Star call is started, filled and ended', async () => {
  const { ada, pass } = setUp()
  await expect(twitch.getGuestStarSession(ada)).resolves.toBeNull()
  const { id: session_id, guests } = await twitch.createGuestStarSession(ada)
  expect(guests).toMatchObject([{ slot_id: '0', user_login: 'ada', is_live: true }])
  await expect(twitch.createGuestStarSession(ada)).rejects.toMatchObject(refused(400))
  const guest = { session_id, guest_id: '1002' }
  await twitch.sendGuestStarInvite(ada, guest)
  await expect(twitch.sendGuestStarInvite(ada, guest)).rejects.toMatchObject(refused(403))
  const seat = { ...guest, slot_id: '1' } as const
  await expect(twitch.assignGuestStarSlot(ada, seat)).rejects.toMatchObject(refused(403))
  pass(4)
  await expect(twitch.getGuestStarInvites(ada, { session_id })).resolves.toMatchObject([{ status: 'READY' }])
  await twitch.assignGuestStarSlot(ada, seat)
  await expect(twitch.getGuestStarInvites(ada, { session_id })).resolves.toEqual([])
  for (const destination_slot_id of ['5', '0', 'three']) {
    const move = { session_id, source_slot_id: '1', destination_slot_id }
    await expect(twitch.updateGuestStarSlot(ada, move)).rejects.toMatchObject(refused(400))
  }
  await twitch.updateGuestStarSlot(ada, { session_id, source_slot_id: '1', destination_slot_id: '3' })
  await twitch.updateGuestStarSlotSettings(ada, { session_id, slot_id: '3', is_live: true, volume: 40 })
  await expect(twitch.getGuestStarSession(ada)).resolves.toMatchObject({
    guests: [{}, { slot_id: '3', is_live: true, volume: 40, user_login: 'pixelfox' }],
  })
  await expect(twitch.deleteGuestStarSlot(ada, seat)).rejects.toMatchObject(refused(404))
  await twitch.deleteGuestStarSlot(ada, { ...guest, slot_id: '3', should_reinvite_guest: true })
  await expect(twitch.getGuestStarInvites(ada, { session_id })).resolves.toMatchObject([{ status: 'INVITED' }])
  await twitch.deleteGuestStarInvite(ada, guest)
  await expect(twitch.deleteGuestStarInvite(ada, guest)).rejects.toMatchObject(refused(404))
  await expect(twitch.endGuestStarSession(ada, { session_id })).resolves.toMatchObject({ id: session_id })
  await expect(twitch.getGuestStarInvites(ada, { session_id })).rejects.toMatchObject(refused(400))

  const { browser_source_token } = await twitch.getChannelGuestStarSettings(ada)
  await twitch.updateChannelGuestStarSettings(ada, { slot_count: 2, regenerate_browser_sources: true })
  const settings = await twitch.getChannelGuestStarSettings(ada)
  expect(settings).toMatchObject({ slot_count: 2, group_layout: 'TILED_LAYOUT' })
  expect(settings.browser_source_token).not.toBe(browser_source_token)
})

it('guests swap slots, are muted and hidden, and leave', async () => {
  const { ada, pass } = setUp()
  const { id: session_id } = await twitch.createGuestStarSession(ada)
  for (const guest_id of ['1002', '1003']) await twitch.sendGuestStarInvite(ada, { session_id, guest_id })
  pass(10)
  await twitch.assignGuestStarSlot(ada, { session_id, guest_id: '1002', slot_id: '1' })
  await twitch.assignGuestStarSlot(ada, { session_id, guest_id: '1003', slot_id: '2' })
  await twitch.updateGuestStarSlot(ada, { session_id, source_slot_id: '1', destination_slot_id: '2' })
  await twitch.updateGuestStarSlotSettings(ada, {
    session_id,
    slot_id: '2',
    is_audio_enabled: false,
    is_video_enabled: false,
  })
  await expect(twitch.getGuestStarSession(ada)).resolves.toMatchObject({
    guests: [
      { slot_id: '0' },
      {
        slot_id: '2',
        user_id: '1002',
        audio_settings: { is_host_enabled: false },
        video_settings: { is_host_enabled: false },
      },
      { slot_id: '1', user_id: '1003', audio_settings: { is_host_enabled: true } },
    ],
  })
  await twitch.deleteGuestStarSlot(ada, { session_id, guest_id: '1002', slot_id: '2' })
  const left = await twitch.getGuestStarSession(ada)
  expect(left?.guests.map(({ user_id }) => user_id)).toEqual(['1001', '1003'])
  await twitch.updateChannelGuestStarSettings(ada, { group_layout: 'SCREENSHARE_LAYOUT' })
  await expect(twitch.getChannelGuestStarSettings(ada)).resolves.toMatchObject({ group_layout: 'SCREENSHARE_LAYOUT' })
})
