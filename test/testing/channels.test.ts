import {
  getChannelFollowers,
  getChannelInformation,
  getFollowedChannels,
  getFollowedStreams,
  getGames,
  getStreams,
  getTopGames,
  modifyChannelInformation,
  searchCategories,
  searchChannels,
} from 'tinyhelix'
import { createFakeTwitch } from 'tinyhelix/testing'
import { describe, expect, it, vi } from 'vitest'
import { call } from './wire.ts'

describe('streams', () => {
  it('streams can be listed by channel, category and language', async () => {
    const ada = createFakeTwitch().client()
    const both = await getStreams(ada, { user_id: '1001', user_login: 'PixelFox' })
    expect(both.map(({ user_login }) => user_login)).toContain('ada')
    const all = await getStreams(ada, {}, { limit: Infinity })
    const german = await getStreams(ada, { language: 'de' }, { limit: Infinity })
    expect(german).toEqual(all.filter(({ language }) => language === 'de'))
    expect(german.length).toBeGreaterThan(10)
    const talking = await getStreams(ada, { game_id: '509658', language: ['de', 'en'] }, { limit: Infinity })
    expect(talking).toEqual(
      all.filter(({ game_id, language }) => game_id === '509658' && ['de', 'en'].includes(language)),
    )
    expect(talking.length).toBeGreaterThan(1)
  })

  it('a stream has no tags at its start', async () => {
    let now = Date.parse('2026-05-01T12:00:00Z')
    const ada = createFakeTwitch({ now: () => now }).client()
    const young = async () => (await getStreams(ada, {}, { limit: Infinity })).filter(({ tags }) => tags === null)
    await expect(young()).resolves.toMatchObject([{ started_at: '2026-05-01T11:59:30Z' }])
    now += 120_000
    await expect(young()).resolves.toEqual([])
  })

  it('a stream may have no category', async () => {
    const streams = await getStreams(createFakeTwitch().client(), {}, { limit: Infinity })
    expect(streams.find(({ game_id }) => game_id === '')).toMatchObject({ game_name: '' })
  })

  it('getFollowedStreams lists followed channels only', async () => {
    const ada = createFakeTwitch().client()
    const followed = await getFollowedStreams(ada, {}, { limit: Infinity })
    const channels = await getFollowedChannels(ada, {}, { limit: Infinity })
    const ids = channels.map(({ broadcaster_id }) => broadcaster_id)
    const live = await getStreams(ada, {}, { limit: Infinity })
    expect(followed.map(({ id }) => id)).toEqual(
      live.filter(({ user_id }) => ids.includes(user_id)).map(({ id }) => id),
    )
    expect(followed[0]).not.toHaveProperty('is_mature')
  })
})

describe('follows', () => {
  it('both sides of a follow list it', async () => {
    const fake = createFakeTwitch()
    const [first] = await getFollowedChannels(fake.client({ user: 'pixelfox' }), { first: 1 })
    const channel = fake.client({ user: first?.broadcaster_login ?? '' })
    await expect(getChannelFollowers(channel, { user_id: '1002' })).resolves.toMatchObject([
      { user_login: 'pixelfox', followed_at: first?.followed_at },
    ])
  })

  it('the followers of the default user are listed newest first', async () => {
    const ada = createFakeTwitch().client()
    const channels = await getFollowedChannels(ada, {}, { limit: Infinity })
    expect(channels).toHaveLength(300)
    const times = channels.map(({ followed_at }) => followed_at)
    expect(times).toEqual([...times].sort().reverse())
    await expect(getFollowedChannels(ada, { broadcaster_id: '1002' })).resolves.toMatchObject([
      { broadcaster_login: 'pixelfox' },
    ])
    await expect(getFollowedChannels(ada, { broadcaster_id: '1001' })).resolves.toEqual([])
  })

  it('the followers of another channel are counted and not listed', async () => {
    const ada = createFakeTwitch().client()
    const page = await getChannelFollowers(ada, { broadcaster_id: '1900' }).nextPage()
    expect(page.data).toEqual([])
    expect(page.total).toEqual(expect.any(Number))
  })
})

describe('channel information', () => {
  it('changed channel information appears in streams', async () => {
    const ada = createFakeTwitch().client()
    await modifyChannelInformation(ada, {
      title: 'Soldering',
      game_id: '509673',
      tags: ['Handmade'],
      broadcaster_language: 'de',
      delay: 30,
      content_classification_labels: [{ id: 'Gambling', is_enabled: true }],
    })
    await expect(getChannelInformation(ada, { broadcaster_id: '1001' })).resolves.toMatchObject([
      {
        title: 'Soldering',
        game_id: '509673',
        game_name: 'Makers & Crafting',
        tags: ['Handmade'],
        broadcaster_language: 'de',
        delay: 30,
        content_classification_labels: ['Gambling'],
      },
    ])
    await expect(getStreams(ada, { user_id: '1001' })).resolves.toMatchObject([
      { title: 'Soldering', game_name: 'Makers & Crafting', tags: ['Handmade'], language: 'de' },
    ])
  })

  it('channel information can be cleared', async () => {
    const ada = createFakeTwitch().client()
    await modifyChannelInformation(ada, { tags: [], game_id: '' })
    await expect(getChannelInformation(ada, { broadcaster_id: '1001' })).resolves.toMatchObject([
      { tags: [], game_id: '', game_name: '' },
    ])
  })

  it('the delay is shown to its owner only, and unknown channels are left out', async () => {
    const fake = createFakeTwitch()
    await modifyChannelInformation(fake.client(), { delay: 30 })
    const seen = await getChannelInformation(fake.client({ user: 'pixelfox' }), { broadcaster_id: ['1001', '9999999'] })
    expect(seen.map(({ broadcaster_id, delay }) => [broadcaster_id, delay])).toEqual([['1001', 0]])
  })

  it.for([
    ['a category that is none', 'ada', { game_id: '1' }],
    ['a delay of somebody who is no partner', 'lurkingmoth', { delay: 5 }],
    ['labels that are null', 'ada', { title: 'x', content_classification_labels: null }],
    ['nothing at all', 'ada', {}],
  ] as const)('%s is refused', async ([, user, body]) => {
    const fake = createFakeTwitch()
    const line = `PATCH /channels?broadcaster_id=${fake.user(user).id}`
    await expect(call(fake, line, { token: { user }, body })).resolves.toMatchObject({ status: 400 })
  })
})

describe('categories', () => {
  it('the most watched categories come first', async () => {
    const ada = createFakeTwitch().client()
    const [top] = await getTopGames(ada, { first: 1 })
    const viewers = new Map<string, number>()
    for (const { game_id, viewer_count } of await getStreams(ada, {}, { limit: Infinity })) {
      viewers.set(game_id, (viewers.get(game_id) ?? 0) + viewer_count)
    }
    viewers.delete('')
    expect(viewers.get(top?.id ?? '')).toBe(Math.max(...viewers.values()))
  })

  it('categories are found by id, name and IGDB id', async () => {
    const ada = createFakeTwitch().client()
    const games = await getTopGames(ada)
    const known = games.find(({ igdb_id }) => igdb_id)
    await expect(getGames(ada, { igdb_id: known?.igdb_id ?? '' })).resolves.toEqual([known])
    await expect(getGames(ada, { id: '509658', name: 'Music' })).resolves.toMatchObject([
      { name: 'Just Chatting' },
      { name: 'Music' },
    ])
  })

  it('categories can be searched', async () => {
    const fake = createFakeTwitch()
    await expect(searchCategories(fake.client(), { query: 'CHATTING just' })).resolves.toEqual([
      { id: '509658', name: 'Just Chatting', box_art_url: expect.stringMatching(/52x72\.svg$/) },
    ])
    const { body } = await call(fake, 'GET /search/categories?query=nothing+of+this+kind')
    expect(body.data).toBeNull()
    await expect(searchCategories(fake.client(), { query: 'nothing of this kind' })).resolves.toEqual([])
  })
})

describe('the search for channels', () => {
  it('a search finds names by their beginning', async () => {
    const ada = createFakeTwitch().client()
    await expect(searchChannels(ada, { query: 'Pixel Fox' })).resolves.toMatchObject([
      { id: '1002', broadcaster_login: 'pixelfox', display_name: 'PixelFox' },
    ])
    await expect(searchChannels(ada, { query: 'nightowl fm' })).resolves.toMatchObject([
      { broadcaster_login: 'nightowl_fm' },
    ])
    await expect(searchChannels(ada, { query: 'fox' })).resolves.toEqual([])
  })

  it('a live channel has the time of its start', async () => {
    const ada = createFakeTwitch().client()
    const found = await searchChannels(ada, { query: 'a' }, { limit: Infinity })
    const offline = found.filter(({ is_live }) => !is_live)
    expect(offline.length).toBeGreaterThan(0)
    expect(new Set(offline.map(({ started_at }) => started_at))).toEqual(new Set(['']))
    const live = await searchChannels(ada, { query: 'a', live_only: true }, { limit: Infinity })
    expect(live.filter(({ is_live, started_at }) => !is_live || !started_at)).toEqual([])
  })
})

it('pass() moves the fake’s time', async () => {
  const now = vi.fn(() => Date.parse('2026-05-01T12:00:00Z'))
  const [stream] = await getStreams(createFakeTwitch({ now }).client(), { user_id: '1001' })
  expect(stream?.started_at).toBe('2026-05-01T10:25:00Z')
})
