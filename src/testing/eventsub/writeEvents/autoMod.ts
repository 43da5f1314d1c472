import { addBlockedTerm } from '../../../endpoints/moderation/addBlockedTerm.ts'
import { manageHeldAutoModMessages } from '../../../endpoints/moderation/manageHeldAutoModMessages.ts'
import { removeBlockedTerm } from '../../../endpoints/moderation/removeBlockedTerm.ts'
import { updateAutoModSettings } from '../../../endpoints/moderation/updateAutoModSettings.ts'
import { automodMessageHold } from '../../../eventsub/types/automodMessageHold.ts'
import { automodMessageHoldV1 } from '../../../eventsub/types/automodMessageHoldV1.ts'
import { automodMessageUpdate } from '../../../eventsub/types/automodMessageUpdate.ts'
import { automodMessageUpdateV1 } from '../../../eventsub/types/automodMessageUpdateV1.ts'
import { automodSettingsUpdate } from '../../../eventsub/types/automodSettingsUpdate.ts'
import { automodTermsUpdate } from '../../../eventsub/types/automodTermsUpdate.ts'
import { channelChatUserMessageHold } from '../../../eventsub/types/channelChatUserMessageHold.ts'
import { channelChatUserMessageUpdate } from '../../../eventsub/types/channelChatUserMessageUpdate.ts'
import { blockedTermsOf } from '../../world/blockedTerms.ts'
import { type HeldMessage, heldMessagesOf } from '../../world/heldMessages.ts'
import type { Person } from '../../world/users.ts'
import { timestamp, type World } from '../../world/world.ts'
import { type Caused, causes, event, onlyIf, type WriteEvents } from './causes.ts'
import { chatMessageSent, inPiecesForModerators } from './messages.ts'
import { moderated } from './moderated.ts'
import { byModerator, ofChannel, ofUser } from './people.ts'

/** What all events of a held message tell. */
const told = (world: World, { id, channel, sender, text }: HeldMessage) => ({
  ...ofChannel(channel),
  ...ofUser(sender),
  message_id: id,
  message: inPiecesForModerators(world, channel, text),
})

/** What moderators are told beside that. */
function forModerators(world: World, held: HeldMessage) {
  const { finding } = held
  const isTerm = finding.reason === 'blocked_term'
  return {
    ...told(world, held),
    held_at: timestamp(held.heldAt),
    reason: finding.reason,
    automod: isTerm ? null : { category: finding.category, level: finding.level, boundaries: [finding.boundary] },
    blocked_term: isTerm
      ? {
          terms_found: [
            { term_id: finding.termId, boundary: finding.boundary, owner_broadcaster_user_id: held.channel.id },
          ],
        }
      : null,
  }
}

/** The same in version 1, which knows what AutoMod finds and no blocked terms. */
function forModeratorsV1(world: World, held: HeldMessage) {
  const { finding } = held
  if (finding.reason === 'blocked_term') return null
  const { category, level } = finding
  return { ...told(world, held), held_at: timestamp(held.heldAt), category, level }
}

/** A message is held back: moderators are told, and its author. */
export function messageHeld(world: World, held: HeldMessage): readonly Caused[] {
  const first = forModeratorsV1(world, held)
  return [
    event(automodMessageHold, forModerators(world, held)),
    ...(first ? [event(automodMessageHoldV1, first)] : []),
    event(channelChatUserMessageHold, told(world, held)),
  ]
}

/** A moderator has decided on it. */
function messageDecided(world: World, held: HeldMessage, moderator: Person, isApproved: boolean): readonly Caused[] {
  const outcome = { ...byModerator(moderator), status: isApproved ? 'approved' : 'denied' }
  const first = forModeratorsV1(world, held)
  return [
    event(automodMessageUpdate, { ...forModerators(world, held), ...outcome }),
    ...(first ? [event(automodMessageUpdateV1, { ...first, ...outcome })] : []),
    event(channelChatUserMessageUpdate, { ...told(world, held), status: outcome.status }),
    ...onlyIf(isApproved, chatMessageSent(world, held.channel, held)),
  ]
}

const termChanged = (channel: Person, moderator: Person, action: 'add' | 'remove', text: string): readonly Caused[] => {
  const change = { from_automod: false, terms: [text] }
  return [
    event(automodTermsUpdate, {
      ...ofChannel(channel),
      ...byModerator(moderator),
      action: `${action}_blocked`,
      ...change,
    }),
    ...moderated(channel, moderator, `${action}_blocked_term`, {
      automod_terms: { action, list: 'blocked', ...change },
    }),
  ]
}

export const autoMod: readonly WriteEvents[] = [
  causes(manageHeldAutoModMessages, {
    events: ({ world, params, actor }) => {
      const held = heldMessagesOf(world).get(params.msg_id)
      return held ? messageDecided(world, held, actor, params.action === 'ALLOW') : []
    },
  }),
  causes(updateAutoModSettings, {
    events: ({ channel, actor, row: { broadcaster_id: _, moderator_id: __, ...levels } }) => [
      event(automodSettingsUpdate, { ...ofChannel(channel), ...byModerator(actor), ...levels }),
    ],
  }),
  causes(addBlockedTerm, {
    before: ({ world, channelId, params }) => blockedTermsOf(world, channelId).some(({ text }) => text === params.text),
    events: ({ channel, actor, row, before: wasThere }) =>
      onlyIf(!wasThere, ...termChanged(channel, actor, 'add', row.text)),
  }),
  causes(removeBlockedTerm, {
    before: ({ world, channelId, params }) => blockedTermsOf(world, channelId).find(({ id }) => id === params.id),
    events: ({ channel, actor, before }) => (before ? termChanged(channel, actor, 'remove', before.text) : []),
  }),
]
