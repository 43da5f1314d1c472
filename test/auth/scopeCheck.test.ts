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
  it('is refused before it is sent, with the scopes that would do and what to do about it', async () => {
    const calling = getBannedUsers(client(['chat:read']))
    await expect(calling).rejects.toMatchObject({
      code: 'scope',
      endpoint: 'GET /moderation/banned',
      missing: ['moderation:read', 'moderator:manage:banned_users'],
      message: expect.stringMatching(/moderation:read or moderator:manage:banned_users.*sign/),
    })
    expect(twitch.received('GET /moderation/banned')).toEqual([])
  })

  it('is sent if any one of its scopes is there', async () => {
    twitch.answer('GET /moderation/banned', () => json(200, { data: [] }))
    expect(await getBannedUsers(client(['moderator:manage:banned_users']))).toEqual([])
  })

  it('is sent if the scopes are not known: Twitch decides', async () => {
    twitch.cutOff('GET /oauth2/validate')
    twitch.grant('SECRETada')
    const message = 'Missing scope: moderator:manage:banned_users'
    twitch.answer('POST /moderation/bans', () => json(401, { error: 'Unauthorized', status: 401, message }))
    const auth = userToken('SECRETada', { ...twitch.network, clientId: 'client', user: '1' })
    const calling = banUser(createClient({ auth, ...twitch.network }), { user_id: '42' })
    await expect(calling).rejects.toMatchObject({ code: 'unauthorized', detail: message })
  })

  it('does not concern endpoints without scopes', async () => {
    expect(await getStreams(client([]))).toEqual([])
  })
})
