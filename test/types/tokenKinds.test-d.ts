import {
  appToken,
  createClient,
  getChannelICalendar,
  getStreamKey,
  getStreams,
  getUsers,
  type HelixClient,
  implicitGrant,
  userToken,
} from 'tinyhelix'
import { expectTypeOf } from 'vitest'
import { appClient, client, extensionClient, jwtClient, userOrAppClient } from './clients.ts'

// The kind of a client is its auth's, or the given one.
expectTypeOf(createClient({ auth: userToken('…') })).toEqualTypeOf<HelixClient<'user'>>()
expectTypeOf(createClient({ auth: implicitGrant({ clientId: '…' }) })).toEqualTypeOf<HelixClient>()
expectTypeOf(createClient({ auth: appToken('…'), clientId: '…' })).toEqualTypeOf<HelixClient<'app'>>()
expectTypeOf(createClient({ kind: 'app', baseURL: '/helix' })).toEqualTypeOf<HelixClient<'app'>>()
// @ts-expect-error There is nothing that tells the kind.
createClient({ clientId: '…' })
// @ts-expect-error There is no such kind.
createClient({ kind: 'bot' })
// @ts-expect-error: an auth is no options
createClient(userToken('…'))

// An endpoint for users accepts only a client with a user token.
getStreamKey(client)
// @ts-expect-error
getStreamKey(appClient)
// @ts-expect-error
getStreamKey(extensionClient)
// @ts-expect-error
getStreamKey(jwtClient)
// @ts-expect-error It may turn out to be an app's.
getStreamKey(userOrAppClient)

// Public data accepts all tokens except signed ones.
getStreams(client)
getStreams(appClient)
getStreams(extensionClient)
getStreams(userOrAppClient)
getUsers(appClient, { login: 'ada' })
// @ts-expect-error
getStreams(jwtClient)

// An endpoint without a token accepts any client.
getChannelICalendar(client, { broadcaster_id: '1' })
getChannelICalendar(jwtClient, { broadcaster_id: '1' })

// A page's own function need not name the kind.
export const keyOf = async (anyone: HelixClient) => (await getStreamKey(anyone)).stream_key
keyOf(client)
// @ts-expect-error
keyOf(appClient)
