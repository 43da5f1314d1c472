import { getChannelEmotes, getChannelStreamSchedule, getClipsByUserId, getStreams, getUsers } from 'tinyhelix'
import { useHelixAuth, useHelixQuery } from 'tinyhelix/vue'
import { computed } from 'vue'

/** The channel that the panel is on; unknown until Twitch's helper has said so. */
function useChannelId() {
  const { session } = useHelixAuth()
  return computed(() => session.value?.channelId)
}

export function useChannel() {
  const id = useChannelId()
  return useHelixQuery(getUsers, () => (id.value ? { id: id.value } : null), { select: ([user]) => user ?? null })
}

/** The channel's stream; `null` while it is offline. */
export function useStream() {
  const id = useChannelId()
  return useHelixQuery(getStreams, () => (id.value ? { user_id: id.value } : null), {
    select: ([stream]) => stream ?? null,
    refetchInterval: 60_000,
  })
}

/** What is planned next. */
export function useSchedule() {
  const id = useChannelId()
  return useHelixQuery(getChannelStreamSchedule, () => (id.value ? { broadcaster_id: id.value, first: 12 } : null), {
    select: segments => segments.filter(segment => !segment.canceled_until),
  })
}

/** The clips that were watched most. */
export function useTopClips() {
  const id = useChannelId()
  return useHelixQuery(getClipsByUserId, () => (id.value ? { broadcaster_id: id.value, first: 12 } : null))
}

export function useEmotes() {
  const id = useChannelId()
  return useHelixQuery(getChannelEmotes, () => (id.value ? { broadcaster_id: id.value } : null))
}
