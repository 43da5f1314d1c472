import { getChannelFollowers, getPolls, getStreams, type Poll } from 'tinyhelix'
import { createHelixInfiniteQuery, createHelixQuery, useHelixAuth } from 'tinyhelix/svelte'

/** How many watch now; `null` while the channel is offline. */
export function createViewers() {
  const auth = useHelixAuth()
  return createHelixQuery(
    getStreams,
    () => (auth.session?.userId ? { user_id: auth.session.userId } : null),
    () => ({ select: ([stream]) => stream?.viewer_count ?? null, refetchInterval: 30_000 }),
  )
}

/** The latest followers, and how many there are in all. */
export const createFollowers = () =>
  createHelixInfiniteQuery(
    getChannelFollowers,
    () => ({ first: 4 }),
    () => ({ select: ({ pages: [page] }) => page, refetchInterval: 15_000 }),
  )

const isRunning = (poll: Poll | undefined) => poll?.status === 'ACTIVE'

/** The poll that runs, or the result of the one that has just ended. */
export const createPoll = () =>
  createHelixQuery(
    getPolls,
    () => ({ first: 1 }),
    () => ({
      refetchInterval: ({ state: { data } }) => (isRunning(data?.[0]) ? 1500 : 4000),
      select: ([poll]) => {
        const isOver = Date.now() - Date.parse(poll?.ended_at ?? '') > 20_000
        return poll && (isRunning(poll) || (!isOver && poll.status !== 'ARCHIVED')) ? poll : null
      },
    }),
  )
