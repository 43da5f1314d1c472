import { banUser, createClient, getBannedUsers, getStreams, userToken } from 'tinyhelix'
import { beforeEach, describe, expect, it } from 'vitest'
import { json, startTwitch, type Twitch } from './twitch.ts'

let twitch: Twitch

beforeEach(() => {
  twitch = startTwitch()
})

const client = (scopes: string[]) => {
  twitch.grant('SECRETada', { scopes })
  return createClient({ auth: userToken('SECRETada', twitch.network), ...twitch.network })
}

describe('a call whose scope is missing', () => {
  it('the call rejects before it is sent, and the error lists the accepted scopes and the remedy', async () => {
    const calling = getBannedUsers(client(['chat:read']))
    await expect(calling).rejects.toMatchObject({
      code: 'scope',
      endpoint: 'GET /moderation/banned',
      missing: ['moderation:read', 'moderator:manage:banned_users'],
      message: expect.stringMatching(/moderation:read or moderator:manage:banned_users.*sign/),
    })
    expect(twitch.received('GET /moderation/banned')).toEqual([])
  })

  it('the call is sent if the session has one of the accepted scopes', async () => {
    twitch.answer('GET /moderation/banned', () => json(200, { data: [] }))
    expect(await getBannedUsers(client(['moderator:manage:banned_users']))).toEqual([])
  })

  it('the call is sent if the scopes are unknown: Twitch decides', async () => {
    twitch.cutOff('GET /oauth2/validate')
    twitch.grant('SECRETada')
    const message = 'Missing scope: moderator:manage:banned_users'
    twitch.answer('POST /moderation/bans', () => json(401, { error: 'Unauthorized', status: 401, message }))
    const auth = userToken('SECRETada', { ...twitch.network, clientId: 'client', user: '1' })
    const calling = banUser(createClient({ auth, ...twitch.network }), { user_id: '42' })
    await expect(calling).rejects.toMatchObject({ code: 'unauthorized', detail: message })
  })

  it('endpoints without scopes are not checked', async () => {
    expect(await getStreams(client([]))).toEqual([])
  })
})
