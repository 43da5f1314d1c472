import { type BannedUser, banUser, getBannedUsers, unbanUser } from 'tinyhelix'
import { liveBans } from 'tinyhelix/query/live'
import { useHelixMutation, useHelixPermission, useHelixQuery } from 'tinyhelix/react'
import { span } from '../words/times.ts'
import { useToast } from './Toasts.tsx'

/** Somebody to moderate. */
export interface Person {
  readonly user_id: string
  readonly user_name: string
}

interface BanOptions {
  /** Seconds of a time-out; left out: a ban. */
  readonly duration?: number | undefined
  readonly reason?: string | undefined
}

/** Bans and times out, and takes it back; each is said where it can be undone. */
export function useBan() {
  const toast = useToast()
  const banning = useHelixMutation(banUser)
  const unbanning = useHelixMutation(unbanUser)

  const unban = ({ user_id, user_name }: Person) =>
    unbanning.mutateAsync({ user_id }).then(
      () => toast(`${user_name} can chat again.`),
      () => {},
    )

  /** Whether it worked; what went wrong is in `error`. */
  const ban = ({ user_id, user_name }: Person, { duration, reason }: BanOptions = {}) =>
    banning.mutateAsync({ user_id, duration, reason: reason || undefined }).then(
      () => {
        const what = duration ? `timed out for ${span(duration)}` : 'banned'
        toast(`${user_name} was ${what}.`, () => unban({ user_id, user_name }))
        return true
      },
      () => false,
    )

  return {
    ban,
    unban,
    error: banning.error ?? unbanning.error,
    isBusy: banning.isPending || unbanning.isPending,
  }
}

const byUser = (bans: readonly BannedUser[]) => new Map(bans.map(ban => [ban.user_id, ban]))

/** The latest bans by user id, once the dashboard may see them. */
export function useLatestBans(): ReadonlyMap<string, BannedUser> | undefined {
  const { granted } = useHelixPermission(getBannedUsers)
  const canFollow = useHelixPermission(liveBans).granted === true
  const { data } = useHelixQuery(getBannedUsers, granted ? { first: 100 } : null, { select: byUser, live: canFollow })
  return data
}
