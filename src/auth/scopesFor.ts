/** Something that says which scopes it needs: an endpoint, or an EventSub type. */
export interface NeedsScopes {
  readonly spec: {
    /** Any one of them suffices. */
    readonly scopes: readonly string[]
  }
}

/**
 * The fewest scopes with which all of these can be called. Among equals, one that only reads is taken.
 *
 * @example
 * ```ts
 * import { banUser, getChannelFollowers, scopesFor } from 'tinyhelix'
 *
 * const scopes = scopesFor(getChannelFollowers, banUser)
 * // ['moderator:read:followers', 'moderator:manage:banned_users']
 * ```
 */
export function scopesFor(...needs: readonly NeedsScopes[]): string[] {
  const groups = needs.map(({ spec }) => spec.scopes)
  // Those with a single choice come first: what they bring often meets the others.
  groups.sort((a, b) => a.length - b.length)
  return fewest(groups, [])
}

const reads = (scope: string) => Number(scope.includes(':read:') || scope.endsWith(':read'))

function fewest(groups: readonly (readonly string[])[], chosen: string[]): string[] {
  const open = groups.filter(scopes => scopes.length && !scopes.some(scope => chosen.includes(scope)))
  let best: string[] | undefined
  for (const scope of [...(open[0] ?? [])].sort((a, b) => reads(b) - reads(a))) {
    const found = fewest(open, [...chosen, scope])
    if (!best || found.length < best.length) best = found
  }
  return best ?? chosen
}
