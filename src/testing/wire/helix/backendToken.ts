import { claimsOf } from '../../../auth/extensionHelper.ts'
import { secretOf } from '../../world/extensionSecret.ts'
import { isSignedJWT } from '../../world/signJWT.ts'
import type { World } from '../../world/world.ts'
import type { Token } from '../tokens.ts'

/** The JWT that an extension's backend has signed itself, if it is one that still holds. */
export function backendToken(world: World, jwt: string, clientId: string): Token | undefined {
  const { exp, role } = claimsOf(jwt)
  const expiresAt = Number(exp) * 1000
  if (role !== 'external' || !(expiresAt > world.now()) || !isSignedJWT(jwt, secretOf(world, clientId)))
    return undefined
  return {
    token: jwt,
    grantId: -1,
    kind: 'jwt',
    clientId,
    userId: null,
    scopes: [],
    expiresAt,
    issuedAt: world.now(),
    refreshToken: null,
  }
}
