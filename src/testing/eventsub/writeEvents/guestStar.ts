import { assignGuestStarSlot } from '../../../endpoints/guest-star/assignGuestStarSlot.ts'
import { createGuestStarSession } from '../../../endpoints/guest-star/createGuestStarSession.ts'
import { deleteGuestStarInvite } from '../../../endpoints/guest-star/deleteGuestStarInvite.ts'
import { deleteGuestStarSlot } from '../../../endpoints/guest-star/deleteGuestStarSlot.ts'
import { endGuestStarSession } from '../../../endpoints/guest-star/endGuestStarSession.ts'
import type { GuestStarGuest, GuestStarSession } from '../../../endpoints/guest-star/guestStarSession.ts'
import { sendGuestStarInvite } from '../../../endpoints/guest-star/sendGuestStarInvite.ts'
import { updateChannelGuestStarSettings } from '../../../endpoints/guest-star/updateChannelGuestStarSettings.ts'
import { updateGuestStarSlot } from '../../../endpoints/guest-star/updateGuestStarSlot.ts'
import { updateGuestStarSlotSettings } from '../../../endpoints/guest-star/updateGuestStarSlotSettings.ts'
import { channelGuestStarGuestUpdate } from '../../../eventsub/types/channelGuestStarGuestUpdate.ts'
import { channelGuestStarSessionBegin } from '../../../eventsub/types/channelGuestStarSessionBegin.ts'
import { channelGuestStarSessionEnd } from '../../../eventsub/types/channelGuestStarSessionEnd.ts'
import { channelGuestStarSettingsUpdate } from '../../../eventsub/types/channelGuestStarSettingsUpdate.ts'
import { guestStarOf } from '../../helix/families/guestStar.ts'
import type { Person } from '../../world/users.ts'
import { timestamp, type World } from '../../world/world.ts'
import { type Caused, causes, event, type WriteEvents } from './causes.ts'
import { byModerator, ofChannel } from './people.ts'

/** What a write on a guest is about. */
interface About {
  readonly world: World
  readonly channel: Person
  readonly actor: Person
  readonly params: { readonly session_id: string }
}

const guestUpdate = (
  { channel, actor, params }: About,
  guestId: string,
  state: string,
  seat: GuestStarGuest | undefined = undefined,
): Caused =>
  event(channelGuestStarGuestUpdate, {
    ...ofChannel(channel),
    session_id: params.session_id,
    ...byModerator(actor),
    guest_user_id: guestId,
    host_user_id: channel.id,
    slot_id: seat?.slot_id ?? null,
    state,
    host_video_enabled: seat?.video_settings.is_host_enabled ?? null,
    host_audio_enabled: seat?.audio_settings.is_host_enabled ?? null,
    host_volume: seat?.volume ?? null,
  })

/** The guests in these slots, as they are now. */
const seated = (about: About, ...slots: readonly (string | undefined)[]): readonly Caused[] => {
  const guests = guestStarOf(about.world, about.channel.id).call?.guests ?? []
  return [...new Set(slots)].flatMap(slot => {
    const seat = guests.find(({ slot_id }) => slot_id === slot)
    return seat ? [guestUpdate(about, seat.user_id, seat.is_live ? 'live' : 'backstage', { ...seat })] : []
  })
}

/** A session begins when its host takes the first seat. */
const begunAt = ({ guests }: GuestStarSession) => guests.find(({ slot_id }) => slot_id === '0')?.assigned_at

const layout = (name: string) => name.replace(/_LAYOUT$/, '').toLowerCase()

export const guestStar: readonly WriteEvents[] = [
  causes(updateChannelGuestStarSettings, {
    events: ({ world, channel }) => {
      const { group_layout, browser_source_token: _, ...settings } = guestStarOf(world, channel.id).settings
      return [
        event(channelGuestStarSettingsUpdate, {
          ...ofChannel(channel),
          ...settings,
          group_layout: layout(group_layout ?? 'TILED_LAYOUT'),
        }),
      ]
    },
  }),
  causes(createGuestStarSession, {
    events: ({ channel, actor, row }) => [
      event(channelGuestStarSessionBegin, {
        ...ofChannel(channel),
        ...byModerator(actor),
        session_id: row.id,
        started_at: begunAt(row),
      }),
    ],
  }),
  causes(endGuestStarSession, {
    events: ({ world, channel, actor, row }) => [
      event(channelGuestStarSessionEnd, {
        ...ofChannel(channel),
        ...byModerator(actor),
        session_id: row.id,
        host_user_id: channel.id,
        started_at: begunAt(row),
        ended_at: timestamp(world.now()),
      }),
    ],
  }),
  causes(sendGuestStarInvite, { events: done => [guestUpdate(done, done.params.guest_id, 'invited')] }),
  causes(deleteGuestStarInvite, { events: done => [guestUpdate(done, done.params.guest_id, 'removed')] }),
  causes(assignGuestStarSlot, { events: done => seated(done, done.params.slot_id) }),
  causes(updateGuestStarSlot, {
    // Two who change places are told of one by one.
    events: done =>
      seated(done, done.params.destination_slot_id ?? done.params.source_slot_id, done.params.source_slot_id),
  }),
  causes(deleteGuestStarSlot, {
    events: done => [
      guestUpdate(done, done.params.guest_id, done.params.should_reinvite_guest ? 'invited' : 'removed'),
    ],
  }),
  causes(updateGuestStarSlotSettings, { events: done => seated(done, done.params.slot_id) }),
]
