import { assignGuestStarSlot } from '../../../endpoints/guest-star/assignGuestStarSlot.ts'
import { createGuestStarSession } from '../../../endpoints/guest-star/createGuestStarSession.ts'
import { deleteGuestStarInvite } from '../../../endpoints/guest-star/deleteGuestStarInvite.ts'
import { deleteGuestStarSlot } from '../../../endpoints/guest-star/deleteGuestStarSlot.ts'
import { endGuestStarSession } from '../../../endpoints/guest-star/endGuestStarSession.ts'
import {
  type GuestStarSettings,
  getChannelGuestStarSettings,
} from '../../../endpoints/guest-star/getChannelGuestStarSettings.ts'
import { type GuestStarInvite, getGuestStarInvites } from '../../../endpoints/guest-star/getGuestStarInvites.ts'
import { getGuestStarSession } from '../../../endpoints/guest-star/getGuestStarSession.ts'
import type { GuestStarGuest, GuestStarSession } from '../../../endpoints/guest-star/guestStarSession.ts'
import { sendGuestStarInvite } from '../../../endpoints/guest-star/sendGuestStarInvite.ts'
import { updateChannelGuestStarSettings } from '../../../endpoints/guest-star/updateChannelGuestStarSettings.ts'
import { updateGuestStarSlot } from '../../../endpoints/guest-star/updateGuestStarSlot.ts'
import { updateGuestStarSlotSettings } from '../../../endpoints/guest-star/updateGuestStarSlotSettings.ts'
import { letterCode, uuid } from '../../world/random.ts'
import { type Person, usersOf } from '../../world/users.ts'
import { perChannel, second, timestamp, type World } from '../../world/world.ts'
import { refuse } from '../refusal.ts'
import { data, noContent, one } from '../response.ts'
import { type Family, route } from '../route.ts'

interface Seated extends GuestStarGuest {
  slot_id: string
}

/** A channel's settings, and its call. */
export interface GuestStar {
  readonly settings: GuestStarSettings
  /** How often it was begun, and how often the token was made anew. */
  count: number
  call: { readonly id: string; guests: Seated[]; readonly invitedAt: Map<string, number> } | null
}

/** What a channel has of Guest Star. May be changed. */
export const guestStarOf = perChannel(
  (world, channelId): GuestStar => ({
    settings: {
      is_moderator_send_live_enabled: true,
      slot_count: 4,
      is_browser_source_audio_enabled: true,
      group_layout: 'TILED_LAYOUT',
      browser_source_token: letterCode(26, world.seed, 'browser source', channelId),
    },
    count: 0,
    call: null,
  }),
)

function callOf(world: World, channelId: string, sessionId: string): NonNullable<GuestStar['call']> {
  const { call } = guestStarOf(world, channelId)
  return call?.id === sessionId ? call : refuse(400, 'The ID in session_id is not valid.')
}

const seat = ({ id, login, display_name }: Person, slot_id: string, now: number): Seated => ({
  slot_id,
  is_live: slot_id === '0',
  user_id: id,
  user_display_name: display_name,
  user_login: login,
  volume: 100,
  assigned_at: timestamp(now),
  audio_settings: { is_host_enabled: true, is_guest_enabled: true, is_available: true },
  video_settings: { is_host_enabled: true, is_guest_enabled: true, is_available: true },
})

/** Those who are invited take two seconds to accept, and two more to set up. */
function statusAfter(waited: number): GuestStarInvite['status'] {
  if (waited < 2 * second) return 'INVITED'
  return waited < 4 * second ? 'ACCEPTED' : 'READY'
}

const row = ({ id, guests }: NonNullable<GuestStar['call']>): GuestStarSession => ({
  id,
  guests: guests.map(guest => ({ ...guest })),
})

export const guestStar: Family = [
  route(getChannelGuestStarSettings, ({ world, broadcaster }) => one(guestStarOf(world, broadcaster.id).settings)),
  route(updateChannelGuestStarSettings, ({ world, params, broadcaster }) => {
    const kept = guestStarOf(world, broadcaster.id)
    const { settings } = kept
    const { group_layout } = params
    if (group_layout === 'HORIZONTAL_LAYOUT' || group_layout === 'VERTICAL_LAYOUT') {
      refuse(400, 'The value in group_layout is not valid.')
    }
    // What is left out stays as it is.
    settings.is_moderator_send_live_enabled =
      params.is_moderator_send_live_enabled ?? settings.is_moderator_send_live_enabled
    settings.slot_count = params.slot_count ?? settings.slot_count
    settings.is_browser_source_audio_enabled =
      params.is_browser_source_audio_enabled ?? settings.is_browser_source_audio_enabled
    settings.group_layout = group_layout ?? settings.group_layout
    if (params.regenerate_browser_sources) {
      settings.browser_source_token = letterCode(26, world.seed, broadcaster.id, 'token', ++kept.count)
    }
    return noContent
  }),
  route(getGuestStarSession, ({ world, broadcaster }) => {
    const { call } = guestStarOf(world, broadcaster.id)
    return call ? one(row(call)) : data([])
  }),
  route(createGuestStarSession, ({ world, broadcaster, now }) => {
    const kept = guestStarOf(world, broadcaster.id)
    if (kept.call) refuse(400, 'The broadcaster already has a session.')
    const id = uuid(world.seed, broadcaster.id, 'guest star', ++kept.count)
    kept.call = { id, guests: [seat(broadcaster, '0', now())], invitedAt: new Map() }
    return one(row(kept.call))
  }),
  route(endGuestStarSession, ({ world, params, broadcaster }) => {
    const kept = guestStarOf(world, broadcaster.id)
    if (kept.call?.id !== params.session_id) return refuse(404, 'The session was not found.')
    const last = row(kept.call)
    kept.call = null
    return one(last)
  }),
  route(getGuestStarInvites, ({ world, params, broadcaster, now }) => {
    const { invitedAt } = callOf(world, broadcaster.id, params.session_id)
    return data(
      [...invitedAt].map(([user_id, at]) => ({
        user_id,
        invited_at: timestamp(at),
        status: statusAfter(now() - at),
        is_video_enabled: true,
        is_audio_enabled: true,
        is_video_available: true,
        is_audio_available: true,
      })),
    )
  }),
  route(sendGuestStarInvite, ({ world, params, broadcaster, now }) => {
    const { guests, invitedAt } = callOf(world, broadcaster.id, params.session_id)
    const guest = usersOf(world).byId(params.guest_id)
    if (!guest || guest === broadcaster) return refuse(400, 'The ID in guest_id is not valid.')
    if (invitedAt.has(guest.id) || guests.some(({ user_id }) => user_id === guest.id)) {
      refuse(403, 'The guest is already invited.')
    }
    invitedAt.set(guest.id, now())
    return noContent
  }),
  route(deleteGuestStarInvite, ({ world, params, broadcaster }) => {
    const { invitedAt } = callOf(world, broadcaster.id, params.session_id)
    if (!invitedAt.delete(params.guest_id)) refuse(404, 'No invite exists for this guest.')
    return noContent
  }),
  route(assignGuestStarSlot, ({ world, params, broadcaster, now }) => {
    const call = callOf(world, broadcaster.id, params.session_id)
    const { settings } = guestStarOf(world, broadcaster.id)
    const guest = usersOf(world).byId(params.guest_id)
    const invitedAt = call.invitedAt.get(params.guest_id)
    if (!guest || invitedAt === undefined || statusAfter(now() - invitedAt) !== 'READY') {
      return refuse(403, 'The guest is not ready.')
    }
    if (Number(params.slot_id) > settings.slot_count) refuse(400, 'The ID in slot_id is not valid.')
    if (call.guests.some(({ slot_id }) => slot_id === params.slot_id)) refuse(400, 'The slot is taken.')
    call.invitedAt.delete(guest.id)
    call.guests.push(seat(guest, params.slot_id, now()))
    return noContent
  }),
  route(updateGuestStarSlot, ({ world, params, broadcaster }) => {
    const { guests } = callOf(world, broadcaster.id, params.session_id)
    const { settings } = guestStarOf(world, broadcaster.id)
    const { source_slot_id, destination_slot_id = source_slot_id } = params
    const moved = guests.find(({ slot_id }) => slot_id === source_slot_id)
    const isThere = /^[1-6]$/.test(destination_slot_id) && Number(destination_slot_id) <= settings.slot_count
    if (!moved || source_slot_id === '0' || !isThere) return refuse(400, 'The slot is not valid.')
    const other = guests.find(({ slot_id }) => slot_id === destination_slot_id)
    if (other) other.slot_id = source_slot_id
    moved.slot_id = destination_slot_id
    return noContent
  }),
  route(deleteGuestStarSlot, ({ world, params, broadcaster, now }) => {
    const call = callOf(world, broadcaster.id, params.session_id)
    const { guest_id, slot_id } = params
    const found = call.guests.find(guest => guest.slot_id === slot_id && guest.user_id === guest_id)
    if (!found) return refuse(404, 'The guest is not in this slot.')
    if (slot_id === '0') refuse(403, 'The host cannot be removed.')
    call.guests = call.guests.filter(guest => guest !== found)
    if (params.should_reinvite_guest) call.invitedAt.set(guest_id, now())
    return noContent
  }),
  route(updateGuestStarSlotSettings, ({ world, params, broadcaster }) => {
    const { guests } = callOf(world, broadcaster.id, params.session_id)
    const found = guests.find(({ slot_id }) => slot_id === params.slot_id)
    if (!found) return refuse(400, 'The ID in slot_id is not valid.')
    found.audio_settings.is_host_enabled = params.is_audio_enabled ?? found.audio_settings.is_host_enabled
    found.video_settings.is_host_enabled = params.is_video_enabled ?? found.video_settings.is_host_enabled
    found.is_live = params.is_live ?? found.is_live
    found.volume = params.volume ?? found.volume
    return noContent
  }),
]
