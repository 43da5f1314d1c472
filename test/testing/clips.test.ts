import * as twitch from 'tinyhelix'
import { describe, expect, it } from 'vitest'
import { refused, setUp } from './stoppedFake.ts'
import { call } from './wire.ts'

describe('clips', () => {
  it('a clip appears some seconds after it is made', async () => {
    const { ada, fake, pass } = setUp()
    const { status, body } = await call(fake, 'POST /clips?broadcaster_id=1001')
    expect(status).toBe(202)
    const [{ id }] = body.data
    await expect(twitch.getClipsById(ada, { id })).resolves.toEqual([])
    pass(3)
    const look = { id, title: expect.any(String), duration: 30, video_id: '', vod_offset: null, view_count: 0 }
    await expect(twitch.getClipsById(ada, { id })).resolves.toMatchObject([look])
    const all = await twitch.getClipsByUserId(ada, { broadcaster_id: '1001' }, { limit: Infinity })
    expect(all.filter(clip => clip.id === id)).toHaveLength(1)
  })

  it('clips of recordings are made by users who may', async () => {
    const { ada, as, pass } = setUp()
    const [video] = await twitch.getVideosByUserId(ada, { user_id: '1001' })
    const given = { vod_id: video?.id ?? '', vod_offset: 60, duration: 12.5, title: 'Mate' }
    const { id } = await twitch.createClipFromVod(ada, given)
    pass(3)
    const look = { title: 'Mate', vod_offset: 47.5, video_id: video?.id, duration: 12.5 }
    await expect(twitch.getClipsById(ada, { id })).resolves.toMatchObject([look])
    await expect(twitch.createClipFromVod(ada, { ...given, vod_id: '1' })).rejects.toMatchObject(refused(404))
    const stranger = twitch.createClipFromVod(as('pixelfox'), { ...given, broadcaster_id: '1001' })
    await expect(stranger).rejects.toMatchObject(refused(403))
  })

  it('a clip needs a live channel that has not banned the user', async () => {
    const { ada, as } = setUp()
    await expect(twitch.createClip(ada, { broadcaster_id: '8000' })).rejects.toMatchObject(refused(404))
    await twitch.banUser(ada, { user_id: '1016' })
    await expect(twitch.createClip(as('lurkingmoth'), { broadcaster_id: '1001' })).rejects.toMatchObject(refused(403))
  })

  it('most clips can be downloaded', async () => {
    const { ada } = setUp()
    const clips = await twitch.getClipsByUserId(ada, { broadcaster_id: '1001', first: 100 })
    const ask = (from: number) =>
      twitch.getClipsDownloads(ada, { clip_id: clips.slice(from, from + 10).map(({ id }) => id) })
    const rows = [...(await ask(0)), ...(await ask(10)), ...(await ask(20))]
    expect(rows.filter(row => row.landscape_download_url)).not.toHaveLength(0)
    expect(rows.map(row => row.landscape_download_url)).toContain(null)
    expect(rows.map(row => row.portrait_download_url)).toContain(null)
    await expect(twitch.getClipsDownloads(ada, { clip_id: 'x' })).rejects.toMatchObject(refused(400))
  })
})

it('videos are deleted together or not at all', async () => {
  const { ada } = setUp()
  const list = () => twitch.getVideosByUserId(ada, { user_id: '1001' }, { limit: Infinity })
  const before = await list()
  const [first, second] = before.map(({ id }) => id)
  if (!first || !second) throw new Error('There are videos.')
  const [foreign] = await twitch.getVideosByUserId(ada, { user_id: '1002' })
  await expect(twitch.deleteVideos(ada, { id: [first, foreign?.id ?? ''] })).rejects.toMatchObject(refused(401))
  await expect(list()).resolves.toEqual(before)
  await expect(twitch.deleteVideos(ada, { id: [first, second] })).resolves.toEqual([first, second])
  await expect(list()).resolves.toEqual(before.slice(2))
})
