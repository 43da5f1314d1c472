import { banUser, defineEndpoint, type Endpoint, getStreams, type NoParams, type Scope, scopesFor } from 'tinyhelix'
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
