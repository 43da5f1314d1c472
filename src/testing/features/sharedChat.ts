import { getSharedChatSession, type SharedChatSession } from '../../endpoints/chat/getSharedChatSession.ts'
import type { EventSharedChatSession } from '../../eventsub/parts/sharedChatSession.ts'
import { channelSharedChatBegin } from '../../eventsub/types/channelSharedChatBegin.ts'
import { channelSharedChatEnd } from '../../eventsub/types/channelSharedChatEnd.ts'
import { channelSharedChatUpdate } from '../../eventsub/types/channelSharedChatUpdate.ts'
import { data } from '../wire/helix/response.ts'
import { route } from '../wire/helix/route.ts'
import { uuid } from '../world/random.ts'
import { usersOf } from '../world/users.ts'
import { hour, perWorld, timestamp, type World } from '../world/world.ts'
import { type Emission, type Feature, onEvent } from './feature.ts'

/** The sessions of shared chats. Two channels right after the default user's share one. May be changed. */
const sessionsOf: (world: World) => SharedChatSession[] = perWorld(world => {
  const [, host, guest] = usersOf(world).all
  return [
    {
      session_id: uuid(world.seed, 'shared chat'),
      host_broadcaster_id: host?.id ?? '',
      participants: [host, guest].map(person => ({ broadcaster_id: person?.id ?? '' })),
      created_at: timestamp(world.begun - hour),
      updated_at: timestamp(world.begun - hour),
    },
  ]
})

/** Sets a session to what an event says, and adds it if it is new. */
function setSession({ world, event }: Emission<EventSharedChatSession>): void {
  const all = sessionsOf(world)
  const index = all.findIndex(({ session_id }) => session_id === event.session_id)
  const now = timestamp(world.now())
  all.splice(index < 0 ? all.length : index, 1, {
    session_id: event.session_id,
    host_broadcaster_id: event.host_broadcaster_user_id,
    participants: event.participants.map(({ broadcaster_user_id }) => ({ broadcaster_id: broadcaster_user_id })),
    created_at: all[index]?.created_at ?? now,
    updated_at: now,
  })
}

export const sharedChat: Feature = [
  route(getSharedChatSession, ({ world, broadcaster }) =>
    data(
      sessionsOf(world).filter(({ participants }) =>
        participants.some(({ broadcaster_id }) => broadcaster_id === broadcaster.id),
      ),
    ),
  ),
  onEvent(channelSharedChatBegin, setSession),
  onEvent(channelSharedChatUpdate, setSession),
  // The event says that the channel has left, not that the session has ended.
  onEvent(channelSharedChatEnd, ({ world, channel, event }) => {
    const session = sessionsOf(world).find(({ session_id }) => session_id === event.session_id)
    if (session)
      session.participants = session.participants.filter(({ broadcaster_id }) => broadcaster_id !== channel.id)
  }),
]
