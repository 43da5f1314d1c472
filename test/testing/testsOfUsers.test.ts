// @vitest-environment happy-dom
import {
  createClient,
  extensionHelper,
  getStreams,
  getTopGames,
  getUsers,
  getVideosByUserId,
  imageURL,
  implicitGrant,
} from 'tinyhelix'
import { createFakeTwitch } from 'tinyhelix/testing'
import { beforeEach, describe, expect, it } from 'vitest'

beforeEach(() => localStorage.clear())

describe('the extension helper', () => {
  it.each([
    ['a viewer who has shared who they are', { channel: 'ada', user: 'pixelfox' }, '1002', 'viewer', /^U/],
    ['the channel’s own user', { channel: 'ada', user: 'ada' }, '1001', 'broadcaster', /^U/],
    ['a moderator', { channel: 'ada', user: 'pixelfox', role: 'moderator' }, '1002', 'moderator', /^U/],
    ['nobody who is logged in', { channel: 'ada' }, null, 'viewer', /^A/],
  ] as const)('the helper signs in %s', async (_, options, userId, role, opaque) => {
    const fake = createFakeTwitch()
    const helper = fake.extensionHelper(options)
    const auth = extensionHelper(helper)
    expect((await getStreams(createClient({ auth, ...fake.network }), { first: 2 })).length).toBe(2)
    expect(auth.state.session).toMatchObject({ channelId: '1001', userId, clientId: fake.clientId })
    expect(helper.viewer).toMatchObject({ id: userId, role, opaqueId: expect.stringMatching(opaque) })
  })
})

describe('storageState', () => {
  it.each([{}, { name: 'second' }, { scopes: ['user:read:email'] }] as const)(
    'storageState has a signed-in user: %j',
    async options => {
      const fake = createFakeTwitch()
      const { origins, cookies } = fake.storageState({
        origin: `${location.origin}/page`,
        user: 'pixelfox',
        ...options,
      })
      expect([cookies, origins.map(({ origin }) => origin)]).toEqual([[], [location.origin]])
      for (const { name, value } of origins[0]?.localStorage ?? []) localStorage.setItem(name, value)
      const auth = implicitGrant({ clientId: fake.clientId, ...('name' in options && { name: options.name }) })
      const client = createClient({ auth, ...fake.network })
      expect(await auth.restore()).toMatchObject({
        login: 'pixelfox',
        ...('scopes' in options && { scopes: options.scopes }),
      })
      expect((await getUsers(client)).map(({ id }) => id)).toEqual(['1002'])
    },
  )

  it.each(['data:text/html,', 'null', 'localhost:5173', ''])(
    'storageState throws for "%s", which is not the address of a page',
    origin => {
      expect(() => createFakeTwitch().storageState({ origin, user: 'ada' })).toThrow('address of a page')
    },
  )
})

describe('images', () => {
  it('images load without a server in the given size', async () => {
    const fake = createFakeTwitch()
    const client = fake.client()
    const [stream] = await getStreams(client, { first: 1 })
    const [game] = await getTopGames(client, { first: 1 })
    const videos = await getVideosByUserId(client, { user_id: '1001' })
    // The video of a running stream has no thumbnail yet.
    const video = videos.find(({ thumbnail_url }) => thumbnail_url)
    const [user] = await getUsers(client)
    for (const template of [stream?.thumbnail_url, game?.box_art_url, video?.thumbnail_url]) {
      // The environment, unlike browsers, counts the fragment as part of the image.
      const [address = ''] = imageURL(`${template}`, 440, 248).split('#')
      const svg = await (await fetch(address)).text()
      expect(svg).toMatch(/^<svg xmlns='http:\/\/www\.w3\.org\/2000\/svg' width='440' height='248'>.*<\/svg>$/)
    }
    expect(user?.profile_image_url).toMatch(/^data:image\/svg\+xml,.* width='300'.*#\/avatar\/1001-300x300\.svg$/)
  })
})
