import { assignGuestStarSlot } from '../../endpoints/guest-star/assignGuestStarSlot.ts'
import { createGuestStarSession } from '../../endpoints/guest-star/createGuestStarSession.ts'
import { deleteGuestStarInvite } from '../../endpoints/guest-star/deleteGuestStarInvite.ts'
import { deleteGuestStarSlot } from '../../endpoints/guest-star/deleteGuestStarSlot.ts'
import { endGuestStarSession } from '../../endpoints/guest-star/endGuestStarSession.ts'
import {
  type GuestStarSettings,
  getChannelGuestStarSettings,
} from '../../endpoints/guest-star/getChannelGuestStarSettings.ts'
import { type GuestStarInvite, getGuestStarInvites } from '../../endpoints/guest-star/getGuestStarInvites.ts'
import { getGuestStarSession } from '../../endpoints/guest-star/getGuestStarSession.ts'
import type { GuestStarGuest, GuestStarSession } from '../../endpoints/guest-star/guestStarSession.ts'
import { sendGuestStarInvite } from '../../endpoints/guest-star/sendGuestStarInvite.ts'
import { updateChannelGuestStarSettings } from '../../endpoints/guest-star/updateChannelGuestStarSettings.ts'
import { updateGuestStarSlot } from '../../endpoints/guest-star/updateGuestStarSlot.ts'
import { updateGuestStarSlotSettings } from '../../endpoints/guest-star/updateGuestStarSlotSettings.ts'
import { channelGuestStarGuestUpdate } from '../../eventsub/types/channelGuestStarGuestUpdate.ts'
import { channelGuestStarSessionBegin } from '../../eventsub/types/channelGuestStarSessionBegin.ts'
import { channelGuestStarSessionEnd } from '../../eventsub/types/channelGuestStarSessionEnd.ts'
import { channelGuestStarSettingsUpdate } from '../../eventsub/types/channelGuestStarSettingsUpdate.ts'
import { refuse } from '../wire/helix/refusal.ts'
import { data, noContent, one } from '../wire/helix/response.ts'
import { type Context, route } from '../wire/helix/route.ts'
import { letterCode, uuid } from '../world/random.ts'
import { type Person, usersOf } from '../world/users.ts'
import { perChannel, second, timestamp, type World } from '../world/world.ts'
import { type Feature, onEvent } from './feature.ts'
import { byModerator, ofChannel } from './people.ts'

interface Seated extends GuestStarGuest {
  slot_id: string
}

/** The settings and the call of a channel. */
interface GuestStar {
  readonly settings: GuestStarSettings
  /** How many calls have started, and how many browser tokens were issued. */
  count: number
  call: { readonly id: string; guests: Seated[]; readonly invitedAt: Map<string, number> } | null
}

/** A channel's data of Guest Star. May be changed. */
const guestStarOf = perChannel(
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

/** The time that a guest spends in each state of an invitation. */
const waitedFor: Readonly<Record<string, number>> = { invited: 0, accepted: 2 * second, ready: 4 * second }

/** Invited guests accept after two seconds, and are ready two seconds later. */
function statusAfter(waited: number): GuestStarInvite['status'] {
  if (waited < 2 * second) return 'INVITED'
  return waited < 4 * second ? 'ACCEPTED' : 'READY'
}

const row = ({ id, guests }: NonNullable<GuestStar['call']>): GuestStarSession => ({
  id,
  guests: guests.map(guest => ({ ...guest })),
})

/** Sends the event of a guest's new state. */
function guestUpdate(
  { emit, broadcaster, actor, params }: Context<{ readonly session_id: string }>,
  guestId: string,
  state: string,
  seat?: GuestStarGuest,
): void {
  emit(channelGuestStarGuestUpdate, {
    ...ofChannel(broadcaster),
    session_id: params.session_id,
    ...byModerator(actor),
    guest_user_id: guestId,
    host_user_id: broadcaster.id,
    slot_id: seat?.slot_id ?? null,
    state,
    host_video_enabled: seat?.video_settings.is_host_enabled ?? null,
    host_audio_enabled: seat?.audio_settings.is_host_enabled ?? null,
    host_volume: seat?.volume ?? null,
  })
}

/** Sends the event of a guest with a slot. */
const seated = (context: Context<{ readonly session_id: string }>, seat: GuestStarGuest): void =>
  guestUpdate(context, seat.user_id, seat.is_live ? 'live' : 'backstage', seat)

/** A session begins when its host takes the first slot. */
const begunAt = ({ guests }: GuestStarSession) => guests.find(({ slot_id }) => slot_id === '0')?.assigned_at

const layouts: readonly NonNullable<GuestStarSettings['group_layout']>[] = [
  'TILED_LAYOUT',
  'SCREENSHARE_LAYOUT',
  'HORIZONTAL_TOP_LAYOUT',
  'HORIZONTAL_BOTTOM_LAYOUT',
  'VERTICAL_LEFT_LAYOUT',
  'VERTICAL_RIGHT_LAYOUT',
]

const layout = (name: string) => name.replace(/_LAYOUT$/, '').toLowerCase()

export const guestStar: Feature = [
  route(getChannelGuestStarSettings, ({ world, broadcaster }) => one(guestStarOf(world, broadcaster.id).settings)),
  route(updateChannelGuestStarSettings, ({ world, params, broadcaster, emit }) => {
    const kept = guestStarOf(world, broadcaster.id)
    const { settings } = kept
    const { group_layout } = params
    if (group_layout === 'HORIZONTAL_LAYOUT' || group_layout === 'VERTICAL_LAYOUT') {
      refuse(400, 'The value in group_layout is not valid.')
    }
    // Parameters that are left out change nothing.
    settings.is_moderator_send_live_enabled =
      params.is_moderator_send_live_enabled ?? settings.is_moderator_send_live_enabled
    settings.slot_count = params.slot_count ?? settings.slot_count
    settings.is_browser_source_audio_enabled =
      params.is_browser_source_audio_enabled ?? settings.is_browser_source_audio_enabled
    settings.group_layout = group_layout ?? settings.group_layout
    if (params.regenerate_browser_sources) {
      settings.browser_source_token = letterCode(26, world.seed, broadcaster.id, 'token', ++kept.count)
    }
    const { group_layout: shown, browser_source_token: _, ...told } = settings
    emit(channelGuestStarSettingsUpdate, {
      ...ofChannel(broadcaster),
      ...told,
      group_layout: layout(shown ?? 'TILED_LAYOUT'),
    })
    return noContent
  }),
  route(getGuestStarSession, ({ world, broadcaster }) => {
    const { call } = guestStarOf(world, broadcaster.id)
    return call ? one(row(call)) : data([])
  }),
  route(createGuestStarSession, ({ world, broadcaster, actor, now, emit }) => {
    const kept = guestStarOf(world, broadcaster.id)
    if (kept.call) refuse(400, 'The broadcaster already has a session.')
    const id = uuid(world.seed, broadcaster.id, 'guest star', ++kept.count)
    kept.call = { id, guests: [seat(broadcaster, '0', now())], invitedAt: new Map() }
    const session = row(kept.call)
    emit(channelGuestStarSessionBegin, {
      ...ofChannel(broadcaster),
      ...byModerator(actor),
      session_id: id,
      started_at: begunAt(session),
    })
    return one(session)
  }),
  route(endGuestStarSession, ({ world, params, broadcaster, actor, now, emit }) => {
    const kept = guestStarOf(world, broadcaster.id)
    if (kept.call?.id !== params.session_id) return refuse(404, 'The session was not found.')
    const last = row(kept.call)
    kept.call = null
    emit(channelGuestStarSessionEnd, {
      ...ofChannel(broadcaster),
      ...byModerator(actor),
      session_id: last.id,
      host_user_id: broadcaster.id,
      started_at: begunAt(last),
      ended_at: timestamp(now()),
    })
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
  route(sendGuestStarInvite, context => {
    const { world, params, broadcaster, now } = context
    const { guests, invitedAt } = callOf(world, broadcaster.id, params.session_id)
    const guest = usersOf(world).byId(params.guest_id)
    if (!guest || guest === broadcaster) return refuse(400, 'The ID in guest_id is not valid.')
    if (invitedAt.has(guest.id) || guests.some(({ user_id }) => user_id === guest.id)) {
      refuse(403, 'The guest is already invited.')
    }
    invitedAt.set(guest.id, now())
    guestUpdate(context, guest.id, 'invited')
    return noContent
  }),
  route(deleteGuestStarInvite, context => {
    const { world, params, broadcaster } = context
    const { invitedAt } = callOf(world, broadcaster.id, params.session_id)
    if (!invitedAt.delete(params.guest_id)) refuse(404, 'No invite exists for this guest.')
    guestUpdate(context, params.guest_id, 'removed')
    return noContent
  }),
  route(assignGuestStarSlot, context => {
    const { world, params, broadcaster, now } = context
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
    const taken = seat(guest, params.slot_id, now())
    call.guests.push(taken)
    seated(context, taken)
    return noContent
  }),
  route(updateGuestStarSlot, context => {
    const { world, params, broadcaster } = context
    const { guests } = callOf(world, broadcaster.id, params.session_id)
    const { settings } = guestStarOf(world, broadcaster.id)
    const { source_slot_id, destination_slot_id = source_slot_id } = params
    const moved = guests.find(({ slot_id }) => slot_id === source_slot_id)
    const isThere = /^[1-6]$/.test(destination_slot_id) && Number(destination_slot_id) <= settings.slot_count
    if (!moved || source_slot_id === '0' || !isThere) return refuse(400, 'The slot is not valid.')
    const other = guests.find(({ slot_id }) => slot_id === destination_slot_id)
    if (other) other.slot_id = source_slot_id
    moved.slot_id = destination_slot_id
    // Two guests who swap slots cause one event each.
    seated(context, moved)
    if (other && other !== moved) seated(context, other)
    return noContent
  }),
  route(deleteGuestStarSlot, context => {
    const { world, params, broadcaster, now } = context
    const call = callOf(world, broadcaster.id, params.session_id)
    const { guest_id, slot_id } = params
    const found = call.guests.find(guest => guest.slot_id === slot_id && guest.user_id === guest_id)
    if (!found) return refuse(404, 'The guest is not in this slot.')
    if (slot_id === '0') refuse(403, 'The host cannot be removed.')
    call.guests = call.guests.filter(guest => guest !== found)
    if (params.should_reinvite_guest) call.invitedAt.set(guest_id, now())
    guestUpdate(context, guest_id, params.should_reinvite_guest ? 'invited' : 'removed')
    return noContent
  }),
  route(updateGuestStarSlotSettings, context => {
    const { world, params, broadcaster } = context
    const { guests } = callOf(world, broadcaster.id, params.session_id)
    const found = guests.find(({ slot_id }) => slot_id === params.slot_id)
    if (!found) return refuse(400, 'The ID in slot_id is not valid.')
    found.audio_settings.is_host_enabled = params.is_audio_enabled ?? found.audio_settings.is_host_enabled
    found.video_settings.is_host_enabled = params.is_video_enabled ?? found.video_settings.is_host_enabled
    found.is_live = params.is_live ?? found.is_live
    found.volume = params.volume ?? found.volume
    seated(context, found)
    return noContent
  }),
  onEvent(channelGuestStarSettingsUpdate, ({ world, channel, event }) => {
    const { settings } = guestStarOf(world, channel.id)
    settings.is_moderator_send_live_enabled = event.is_moderator_send_live_enabled
    settings.is_browser_source_audio_enabled = event.is_browser_source_audio_enabled
    settings.slot_count = event.slot_count
    settings.group_layout = layouts.find(name => layout(name) === event.group_layout) ?? settings.group_layout
  }),
  onEvent(channelGuestStarSessionBegin, ({ world, channel, event, at }) => {
    const kept = guestStarOf(world, channel.id)
    if (kept.call?.id === event.session_id) return
    kept.call = { id: event.session_id, guests: [seat(channel, '0', at(event.started_at))], invitedAt: new Map() }
  }),
  onEvent(channelGuestStarSessionEnd, ({ world, channel, event }) => {
    const kept = guestStarOf(world, channel.id)
    if (kept.call?.id === event.session_id) kept.call = null
  }),
  onEvent(channelGuestStarGuestUpdate, ({ world, channel, event, person }) => {
    const { call } = guestStarOf(world, channel.id)
    const guest = person(event.guest_user_id)
    if (call?.id !== event.session_id || !guest) return
    const { state, slot_id } = event
    const before = call.guests.find(({ user_id }) => user_id === guest.id)
    call.invitedAt.delete(guest.id)
    call.guests = call.guests.filter(other => other !== before && (slot_id === null || other.slot_id !== slot_id))
    const waited = waitedFor[state ?? '']
    if (waited !== undefined) call.invitedAt.set(guest.id, world.now() - waited)
    if (slot_id === null || (state !== 'live' && state !== 'backstage')) return
    const seated = before ?? seat(guest, slot_id, world.now())
    seated.slot_id = slot_id
    seated.is_live = state === 'live'
    seated.volume = event.host_volume ?? seated.volume
    seated.audio_settings.is_host_enabled = event.host_audio_enabled ?? seated.audio_settings.is_host_enabled
    seated.video_settings.is_host_enabled = event.host_video_enabled ?? seated.video_settings.is_host_enabled
    call.guests.push(seated)
  }),
]
