import { type ChannelModerateEvent, channelModerate } from '../../../eventsub/types/channelModerate.ts'
import { channelModerateV1 } from '../../../eventsub/types/channelModerateV1.ts'
import type { Person } from '../../world/users.ts'
import type { Emitted } from '../fillIn.ts'
import { type Caused, event } from './causes.ts'
import { byModerator, ofChannel } from './people.ts'

type Told = Emitted<ChannelModerateEvent>

/** What is told of an action beside its name: at most one of these. */
type Details = Omit<
  Told,
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

/** An action of a moderator as both versions of `channel.moderate` tell it; the first version knows no warnings. */
export function moderated(
  channel: Person,
  moderator: Person,
  action: Told['action'],
  details: Partial<Details> = {},
): readonly Caused[] {
  const { warn, ...known } = { ...nothing, ...details }
  const told = { ...ofChannel(channel), source_broadcaster_user_id: null, ...byModerator(moderator), action, ...known }
  const second = event(channelModerate, { ...told, warn })
  return warn ? [second] : [second, event(channelModerateV1, { ...told, mod: known.mod ?? null })]
}
