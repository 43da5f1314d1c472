import { getUsers } from 'tinyhelix'
import { useHelixQuery } from 'tinyhelix/react'

/** A user's picture; a coloured disc until it is there. All that are shown at once are asked for in one request. */
export function Avatar({ userId, size = 40 }: { userId: string; size?: number }) {
  const { data: src } = useHelixQuery(
    getUsers,
    { id: userId },
    {
      batch: true,
      select: ([user]) => user?.profile_image_url ?? null,
      // Nobody would press "Try again" for a picture.
      refetchInterval: ({ state }) => state.status === 'error' && 15_000,
    },
  )
  // Browsers draw a frame around a picture that has no address.
  if (!src) return <span className="avatar" style={{ width: size, height: size }} />
  return <img className="avatar" src={src} alt="" width={size} height={size} loading="lazy" />
}
