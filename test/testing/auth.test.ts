import { createClient, getChannelFollowers, getUsers, type ImplicitGrantAuth, validateToken } from 'tinyhelix'
import { channelUpdate, createEventSub } from 'tinyhelix/eventsub'
import { createFakeTwitch } from 'tinyhelix/testing'
import { expect, it } from 'vitest'

/** A client whose user may change, and the states that its listener received. */
function setUp(...given: Parameters<ReturnType<typeof createFakeTwitch>['auth']>) {
  const fake = createFakeTwitch()
  const auth = fake.auth(...given)
  const client = createClient({ auth, ...fake.network })
  const heard: string[] = []
  auth.subscribe(({ status, session }) => heard.push(`${status} ${session?.login ?? ''}`.trim()))
  return { fake, auth, client, heard }
}

const me = async (client: ReturnType<typeof setUp>['client']) => (await getUsers(client))[0]?.login

it('fake.auth is signed in from the start without a request', async () => {
  const { fake, auth, client, heard } = setUp('pixelfox')
  expect(auth.state.session).toMatchObject({ userId: '1002', login: 'pixelfox', clientId: fake.clientId })
  await expect(auth.restore()).resolves.toBe(auth.state.session)
  expect(fake.requests).toEqual([])
  await expect(me(client)).resolves.toBe('pixelfox')
  expect(heard).toEqual(['signed-in pixelfox'])
  expect(createFakeTwitch().auth().state.session?.login).toBe('ada')
})

it('signOut() revokes the token, and calls reject until the next sign-in', async () => {
  const { fake, auth, client, heard } = setUp('ada')
  const token = await auth.getToken()
  await auth.signOut()
  await expect(me(client)).rejects.toMatchObject({ code: 'token' })
  await expect(validateToken(token, fake.network)).rejects.toMatchObject({ code: 'unauthorized' })
  await expect(auth.restore()).resolves.toBeNull()
  await auth.signOut()
  expect(heard).toEqual(['signed-in ada', 'signed-out'])
  // A button that calls signIn() without options signs in the former user.
  const session = await auth.signIn()
  expect(session).toBe(auth.state.session)
  await expect(me(client)).resolves.toBe('ada')
})

it('signIn() as another user sends calls with that user’s token', async () => {
  const { auth, client, heard } = setUp('ada')
  await auth.signIn({ user: 'pixelfox' })
  await expect(me(client)).resolves.toBe('pixelfox')
  await expect(auth.signIn({ user: '1003' })).resolves.toMatchObject({ login: 'nightowl_fm' })
  await expect(me(client)).resolves.toBe('nightowl_fm')
  expect(heard).toEqual(['signed-in ada', 'signed-in pixelfox', 'signed-in nightowl_fm'])
  await expect(auth.signIn({ user: 'nobody_at_all' })).rejects.toThrow('The fake has no user nobody_at_all.')
  expect(auth.state.session?.login).toBe('nightowl_fm')
})

it('fake.auth can start signed out', async () => {
  const { auth, client, heard } = setUp(null)
  await expect(me(client)).rejects.toMatchObject({ code: 'token' })
  await auth.signIn({ popup: true })
  await expect(me(client)).resolves.toBe('ada')
  expect(heard).toEqual(['signed-out', 'signed-in ada'])
})

it('fake.auth has the given scopes, and more after a sign-in that asks for them', async () => {
  const { auth, client } = setUp('ada', { scopes: ['user:read:email'] })
  await expect(getChannelFollowers(client)).rejects.toMatchObject({ code: 'scope' })
  await auth.signIn({ scopes: ['moderator:read:followers'] })
  expect(auth.state.session?.scopes).toEqual(['user:read:email', 'moderator:read:followers'])
  await expect(getChannelFollowers(client)).resolves.toHaveLength(100)
})

it('a refused token signs fake.auth out with the reason', async () => {
  const { fake, auth, client } = setUp('ada')
  fake.revoke(await auth.getToken())
  await expect(me(client)).rejects.toMatchObject({ code: 'unauthorized' })
  expect(auth.state).toMatchObject({ status: 'signed-out', error: { code: 'token' } })
  auth.invalidate('another token')
  await auth.signIn()
  auth.invalidate('another token')
  expect(auth.state.status).toBe('signed-in')
})

it('signOut() ends the subscriptions of the user', async () => {
  const { fake, auth, client } = setUp('ada')
  const events = createEventSub(client, { onError: () => {} })
  const { ready } = events.on(channelUpdate, { broadcaster_user_id: '1001' }, () => {})
  await ready
  expect(fake.eventSub.sessions).toHaveLength(1)
  await auth.signOut()
  await expect.poll(() => fake.eventSub.sessions).toEqual([])
  events.close()
})

it('fake.auth replaces the auth of a page', () => {
  const auth: ImplicitGrantAuth = createFakeTwitch().auth('ada')
  expect(auth.kind).toBe('user')
})
