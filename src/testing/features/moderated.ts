import { type ChannelModerateEvent, channelModerate } from '../../eventsub/types/channelModerate.ts'
import { channelModerateV1 } from '../../eventsub/types/channelModerateV1.ts'
import type { Emitted } from '../wire/eventsub/fillIn.ts'
import type { Context } from '../wire/helix/route.ts'
import { byModerator, ofChannel } from './people.ts'

type Moderation = Emitted<ChannelModerateEvent>
type Action = Moderation['action']

/** The details of an action: at most one of these is not `null`. */
type Details = Omit<
  Moderation,
  'action' | `${'broadcaster' | 'moderator' | 'source_broadcaster'}_user_${'id' | 'login' | 'name'}`
>

const nothing: Details = {
  followers: null,
  slow: null,
  vip: null,
  unvip: null,
  mod: null,
  unmod: null,
  ban: null,
  unban: null,
  timeout: null,
  untimeout: null,
  raid: null,
  unraid: null,
  delete: null,
  automod_terms: null,
  unban_request: null,
  warn: null,
  shared_chat_ban: null,
  shared_chat_unban: null,
  shared_chat_timeout: null,
  shared_chat_untimeout: null,
  shared_chat_delete: null,
}

/** Sends a moderator's action in both versions of `channel.moderate`. The first version has no warnings. */
export function moderated(
  { emit, broadcaster, actor }: Pick<Context<unknown>, 'emit' | 'broadcaster' | 'actor'>,
  action: Action,
  details: Partial<Details> = {},
): void {
  const { warn, ...known } = { ...nothing, ...details }
  const event = {
    ...ofChannel(broadcaster),
    source_broadcaster_user_id: null,
    ...byModerator(actor),
    action,
    ...known,
  }
  emit(channelModerate, { ...event, warn })
  if (!warn) emit(channelModerateV1, { ...event, mod: known.mod ?? null })
}
