import type { EventModeration } from '../../eventsub/parts/moderation.ts'
import { type ChannelModerateEvent, channelModerate } from '../../eventsub/types/channelModerate.ts'
import { channelModerateV1 } from '../../eventsub/types/channelModerateV1.ts'
import { moderatorsOf, vipsOf } from '../world/roles.ts'
import { bansOf, setBan } from './bans.ts'
import { setTerm } from './blockedTerms.ts'
import { clearMessages, deleteMessage } from './chatMessages.ts'
import { type Emission, type Feature, onEvent } from './feature.ts'
import { makeModerator } from './moderators.ts'
import { makeVip } from './vips.ts'

type Moderation = EventModeration & Pick<ChannelModerateEvent, 'mod'> & { readonly action: string }

/**
 * Applies a moderator's action. Twitch sends another event for each action too, which has then changed the world
 * already.
 */
function moderate({ world, channel, event, person, at }: Emission<Moderation>): void {
  const moderator = person(event.moderator_user_id) ?? channel
  const { action, ban, timeout, mod, unmod, vip, unvip, delete: deletion, automod_terms: terms } = event
  const banned = person(ban?.user_id ?? timeout?.user_id)
  if (banned && banned !== channel) {
    const until = timeout ? at(timeout.expires_at) : null
    const known = bansOf(world, channel.id).get(banned.id)
    const reason = (ban ?? timeout)?.reason ?? ''
    setBan(world, channel, { person: banned, by: moderator, reason, since: known?.since ?? world.now(), until })
  }
  const free = event.unban ?? event.untimeout
  if (free) bansOf(world, channel.id).delete(free.user_id)
  if (mod) makeModerator(world, channel, person(mod.user_id))
  if (unmod) moderatorsOf(world, channel.id).delete(unmod.user_id)
  if (vip) makeVip(world, channel, person(vip.user_id))
  if (unvip) vipsOf(world, channel.id).delete(unvip.user_id)
  if (deletion) deleteMessage(world, channel, deletion.message_id)
  if (action === 'clear') clearMessages(world, channel.id)
  if (terms?.list === 'blocked') {
    for (const text of terms.terms) setTerm(world, channel, moderator, text, terms.action === 'add')
  }
}

export const moderation: Feature = [onEvent(channelModerate, moderate), onEvent(channelModerateV1, moderate)]
