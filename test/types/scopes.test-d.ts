import {
  banUser,
  type DeviceSignInOptions,
  deviceCode,
  type Endpoint,
  getStreams,
  implicitGrant,
  type Scope,
  type SignInOptions,
  scopesFor,
  userToken,
} from 'tinyhelix'
import { defineEndpoint, type NoParams } from 'tinyhelix/define'
import { expectTypeOf } from 'vitest'

// A description takes the scopes that Twitch has, and a new one when it is named as such.
export const misspelt: Endpoint<NoParams, string> = defineEndpoint.text({
  path: '/things',
  // @ts-expect-error Type '"user:reads:email"' is not assignable to type 'Scope'.
  scopes: ['user:reads:email'],
})
export const ofTomorrow: Endpoint<NoParams, string> = defineEndpoint.text({
  path: '/things',
  scopes: ['user:read:things' as Scope, 'user:read:email'],
})

expectTypeOf(scopesFor(getStreams, banUser)).toEqualTypeOf<Scope[]>()

// Sign-ins accept them too, including a new one.
expectTypeOf<SignInOptions['scopes']>().toEqualTypeOf<readonly Scope[] | undefined>()
expectTypeOf<DeviceSignInOptions['scopes']>().toEqualTypeOf<readonly Scope[] | undefined>()
implicitGrant({ clientId: 'abc', scopes: ['user:read:email', 'user:read:things' as Scope] })
// @ts-expect-error Type '"user:reads:email"' is not assignable to type 'Scope'.
implicitGrant({ clientId: 'abc', scopes: ['user:reads:email'] })
// @ts-expect-error Type '"user:reads:email"' is not assignable to type 'Scope'.
deviceCode({ clientId: 'abc', scopes: ['user:reads:email'] })
// @ts-expect-error Type '"user:reads:email"' is not assignable to type 'Scope'.
userToken('token', { scopes: ['user:reads:email'] })
