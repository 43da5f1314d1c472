import { appToken, type ClientSettings, createClient, type HelixClient, userToken } from './entry.ts'
import type { TestServer } from './server.ts'

type Settings = Partial<ClientSettings>

/** A client that needs no answer of the server at first. */
export const appClient = (server: TestServer, settings: Settings = {}): HelixClient<'app'> =>
  createClient({ auth: appToken('app-token'), clientId: 'client-id', ...server.network, ...settings })

/** Twitch's validation of Ada's token. */
export const ada = {
  client_id: 'client-id',
  login: 'ada',
  scopes: [
    'bits:read',
    'channel:manage:broadcast',
    'channel:manage:polls',
    'channel:read:subscriptions',
    'moderation:read',
    'moderator:manage:banned_users',
    'moderator:manage:chat_messages',
    'moderator:manage:chat_settings',
    'moderator:manage:unban_requests',
    'moderator:read:followers',
    'user:edit',
    'user:read:follows',
    'user:read:subscriptions',
    'user:write:chat',
  ],
  user_id: '1',
  expires_in: 5_000_000,
}

export const validation = 'GET /oauth2/validate'

/** A client with the token of Ada, user 1, and all scopes that the tests need. */
export const userClient = (server: TestServer, settings: Settings = {}): HelixClient => {
  server.answer(validation, { json: ada })
  return createClient({ auth: userToken('user-token'), ...server.network, ...settings })
}
