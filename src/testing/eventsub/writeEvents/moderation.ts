import { addChannelModerator } from '../../../endpoints/moderation/addChannelModerator.ts'
import { addChannelVip } from '../../../endpoints/moderation/addChannelVip.ts'
import { addSuspiciousUserStatus } from '../../../endpoints/moderation/addSuspiciousUserStatus.ts'
import { banUser } from '../../../endpoints/moderation/banUser.ts'
import { removeChannelModerator } from '../../../endpoints/moderation/removeChannelModerator.ts'
import { removeChannelVip } from '../../../endpoints/moderation/removeChannelVip.ts'
import { removeSuspiciousUserStatus } from '../../../endpoints/moderation/removeSuspiciousUserStatus.ts'
import { resolveUnbanRequest } from '../../../endpoints/moderation/resolveUnbanRequest.ts'
import type { SuspiciousUser } from '../../../endpoints/moderation/suspiciousUser.ts'
import { unbanUser } from '../../../endpoints/moderation/unbanUser.ts'
import { updateShieldModeStatus } from '../../../endpoints/moderation/updateShieldModeStatus.ts'
import { warnChatUser } from '../../../endpoints/moderation/warnChatUser.ts'
import { channelBan } from '../../../eventsub/types/channelBan.ts'
import { channelChatClearUserMessages } from '../../../eventsub/types/channelChatClearUserMessages.ts'
import { channelModeratorAdd } from '../../../eventsub/types/channelModeratorAdd.ts'
import { channelModeratorRemove } from '../../../eventsub/types/channelModeratorRemove.ts'
import { channelShieldModeBegin } from '../../../eventsub/types/channelShieldModeBegin.ts'
import { channelShieldModeEnd } from '../../../eventsub/types/channelShieldModeEnd.ts'
import { channelSuspiciousUserUpdate } from '../../../eventsub/types/channelSuspiciousUserUpdate.ts'
import { channelUnban } from '../../../eventsub/types/channelUnban.ts'
import { channelUnbanRequestResolve } from '../../../eventsub/types/channelUnbanRequestResolve.ts'
import { channelVipAdd } from '../../../eventsub/types/channelVipAdd.ts'
import { channelVipRemove } from '../../../eventsub/types/channelVipRemove.ts'
import { channelWarningSend } from '../../../eventsub/types/channelWarningSend.ts'
import { shieldModeOf } from '../../helix/families/shieldMode.ts'
import { bansOf } from '../../world/bans.ts'
import { moderatorsOf } from '../../world/moderators.ts'
import { vipsOf } from '../../world/vips.ts'
import { timestamp } from '../../world/world.ts'
import { type Caused, causes, event, onlyIf, type WriteEvents } from './causes.ts'
import { moderated } from './moderated.ts'
import { byModerator, ofChannel } from './people.ts'

const suspected = (row: SuspiciousUser): Caused =>
  event(channelSuspiciousUserUpdate, {
    broadcaster_user_id: row.broadcaster_id,
    moderator_user_id: row.moderator_id,
    user_id: row.user_id,
    low_trust_status: row.status === 'NO_TREATMENT' ? 'none' : row.status.toLowerCase(),
  })

export const moderation: readonly WriteEvents[] = [
  causes(banUser, {
    before: ({ world, channelId, params }) => ({
      wasModerator: moderatorsOf(world, channelId).has(params.user_id),
      wasVip: vipsOf(world, channelId).has(params.user_id),
    }),
    events: ({ params, channel, actor, row, before }) => {
      const user = { user_id: row.user_id }
      const reason = params.reason ?? ''
      const isPermanent = row.end_time === null
      return [
        event(channelBan, {
          ...ofChannel(channel),
          ...user,
          ...byModerator(actor),
          reason,
          banned_at: row.created_at,
          ends_at: row.end_time,
          is_permanent: isPermanent,
        }),
        ...(row.end_time === null
          ? moderated(channel, actor, 'ban', { ban: { ...user, reason } })
          : moderated(channel, actor, 'timeout', { timeout: { ...user, reason, expires_at: row.end_time } })),
        event(channelChatClearUserMessages, { ...ofChannel(channel), target_user_id: row.user_id }),
        ...onlyIf(before.wasModerator, event(channelModeratorRemove, { ...ofChannel(channel), ...user })),
        ...onlyIf(before.wasVip && isPermanent, event(channelVipRemove, { ...ofChannel(channel), ...user })),
      ]
    },
  }),
  causes(unbanUser, {
    before: ({ world, channelId, params }) => bansOf(world, channelId).get(params.user_id)?.until === null,
    events: ({ params, channel, actor, before: wasPermanent }) => {
      const user = { user_id: params.user_id }
      return [
        event(channelUnban, { ...ofChannel(channel), ...user, ...byModerator(actor) }),
        ...(wasPermanent
          ? moderated(channel, actor, 'unban', { unban: user })
          : moderated(channel, actor, 'untimeout', { untimeout: user })),
      ]
    },
  }),
  causes(resolveUnbanRequest, {
    events: ({ channel, actor, row }) => {
      const user = { user_id: row.user_id }
      const isApproved = row.status === 'approved'
      return [
        event(channelUnbanRequestResolve, {
          ...ofChannel(channel),
          ...user,
          ...byModerator(actor),
          id: row.id,
          resolution_text: row.resolution_text,
          status: row.status,
        }),
        ...moderated(channel, actor, isApproved ? 'approve_unban_request' : 'deny_unban_request', {
          unban_request: { ...user, is_approved: isApproved, moderator_message: row.resolution_text ?? '' },
        }),
        ...onlyIf(isApproved, event(channelUnban, { ...ofChannel(channel), ...user, ...byModerator(actor) })),
      ]
    },
  }),
  causes(addChannelModerator, {
    events: ({ params: { user_id }, channel, actor }) => [
      event(channelModeratorAdd, { ...ofChannel(channel), user_id }),
      ...moderated(channel, actor, 'mod', { mod: { user_id } }),
    ],
  }),
  causes(removeChannelModerator, {
    events: ({ params: { user_id }, channel, actor }) => [
      event(channelModeratorRemove, { ...ofChannel(channel), user_id }),
      ...moderated(channel, actor, 'unmod', { unmod: { user_id } }),
    ],
  }),
  causes(addChannelVip, {
    events: ({ params: { user_id }, channel, actor }) => [
      event(channelVipAdd, { ...ofChannel(channel), user_id }),
      ...moderated(channel, actor, 'vip', { vip: { user_id } }),
    ],
  }),
  causes(removeChannelVip, {
    events: ({ params: { user_id }, channel, actor }) => [
      event(channelVipRemove, { ...ofChannel(channel), user_id }),
      ...moderated(channel, actor, 'unvip', { unvip: { user_id } }),
    ],
  }),
  causes(updateShieldModeStatus, {
    before: ({ world, channelId }) => shieldModeOf(world, channelId).is_active,
    events: ({ world, channel, actor, row, before: wasActive }) => {
      const people = { ...ofChannel(channel), ...byModerator(actor) }
      return [
        ...onlyIf(
          !wasActive && row.is_active,
          event(channelShieldModeBegin, { ...people, started_at: row.last_activated_at }),
        ),
        ...onlyIf(
          wasActive && !row.is_active,
          event(channelShieldModeEnd, { ...people, ended_at: timestamp(world.now()) }),
        ),
      ]
    },
  }),
  causes(warnChatUser, {
    events: ({ channel, actor, row: { user_id, reason } }) => {
      const warn = { user_id, reason, chat_rules_cited: null }
      return [
        event(channelWarningSend, { ...ofChannel(channel), ...byModerator(actor), ...warn }),
        ...moderated(channel, actor, 'warn', { warn }),
      ]
    },
  }),
  causes(addSuspiciousUserStatus, { events: ({ row }) => [suspected(row)] }),
  causes(removeSuspiciousUserStatus, { events: ({ row }) => [suspected(row)] }),
]
