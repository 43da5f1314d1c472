import type { Scope } from '../scope.ts'

/** Something that says which scopes it needs: an endpoint, or an EventSub type. */
export interface NeedsScopes {
  readonly spec: {
    /** Any one of them suffices. */
    readonly scopes: readonly Scope[]
    /** Further lists: one scope of each is needed as well. */
    readonly also?: readonly (readonly Scope[])[] | undefined
  }
}

/**
 * The fewest scopes with which all of these can be called, or subscribed to. Among equals, one that only reads is taken.
 *
 * @example
 * ```ts
 * import { banUser, getChannelFollowers, scopesFor } from 'tinyhelix'
 *
 * const scopes = scopesFor(getChannelFollowers, banUser)
 * // ['moderator:read:followers', 'moderator:manage:banned_users']
 * ```
 */
export function scopesFor(...needs: readonly NeedsScopes[]): Scope[] {
  const groups = needs.flatMap(({ spec }) => [spec.scopes, ...(spec.also ?? [])])
  // Those with a single choice come first: what they bring often meets the others.
  groups.sort((a, b) => a.length - b.length)
  return fewest(groups, [])
}

const isRead = (scope: Scope) => /:read(:|$)/.test(scope)

/** Fewer is better; then, more that only read. */
const cost = (scopes: readonly Scope[]) => scopes.length * 1000 - scopes.filter(isRead).length

function fewest(groups: readonly (readonly Scope[])[], chosen: Scope[]): Scope[] {
  const open = groups.filter(scopes => scopes.length && !scopes.some(scope => chosen.includes(scope)))
  let best: Scope[] | undefined
  const tried = new Set<string>()
  for (const scope of [...(open[0] ?? [])].sort((a, b) => Number(isRead(b)) - Number(isRead(a)))) {
    // Of scopes that meet the same needs one is enough to try, or many endpoints would take for ever.
    const met = open.map(scopes => Number(scopes.includes(scope))).join('')
    if (tried.has(met)) continue
    tried.add(met)
    const found = fewest(open, [...chosen, scope])
    if (!best || cost(found) < cost(best)) best = found
  }
  return best ?? chosen
}
