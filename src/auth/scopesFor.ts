import { HelixError } from '../errors.ts'
import type { Scope } from '../scope.ts'

/** Something that requires scopes: an endpoint, or an EventSub type. */
export interface NeedsScopes {
  readonly spec: {
    /** Any one of these scopes is enough. */
    readonly scopes: readonly Scope[]
    /** Further lists. One scope of each list is required as well. */
    readonly also?: readonly (readonly Scope[])[] | undefined
  }
}

/**
 * Returns the smallest set of scopes for all of these endpoints and EventSub types. If there is a choice, it prefers
 * scopes that only read.
 *
 * @throws {HelixError} `parameter` if something is neither an endpoint nor an EventSub type.
 * @example
 * ```ts
 * import { banUser, getChannelFollowers, scopesFor } from 'tinyhelix'
 *
 * const scopes = scopesFor(getChannelFollowers, banUser)
 * // ['moderator:read:followers', 'moderator:manage:banned_users']
 * ```
 */
export function scopesFor(...needs: readonly NeedsScopes[]): Scope[] {
  const groups = needs.flatMap(need => {
    const { scopes, also = [] } = Object(need).spec ?? {}
    if (scopes) return [scopes, ...also]
    throw new HelixError('parameter', `scopesFor() takes endpoints and types of events such as banUser, not "${need}".`)
  })
  // Lists with a single scope come first: that scope often satisfies other lists, too.
  groups.sort((a, b) => a.length - b.length)
  return fewest(groups, [])
}

const isRead = (scope: Scope) => /:read(:|$)/.test(scope)

/** Fewer scopes are better. Among equal numbers, more scopes that only read are better. */
const cost = (scopes: readonly Scope[]) => scopes.length * 1000 - scopes.filter(isRead).length

function fewest(groups: readonly (readonly Scope[])[], chosen: Scope[]): Scope[] {
  const open = groups.filter(scopes => scopes.length && !scopes.some(scope => chosen.includes(scope)))
  let best: Scope[] | undefined
  const tried = new Set<string>()
  for (const scope of [...(open[0] ?? [])].sort((a, b) => Number(isRead(b)) - Number(isRead(a)))) {
    // Among scopes that satisfy the same lists, it tries only one. Otherwise many endpoints would take too long.
    const met = open.map(scopes => Number(scopes.includes(scope))).join('')
    if (tried.has(met)) continue
    tried.add(met)
    const found = fewest(open, [...chosen, scope])
    if (!best || cost(found) < cost(best)) best = found
  }
  return best ?? chosen
}
