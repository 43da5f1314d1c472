import {
  cheermoteURL,
  createClient,
  emoteURL,
  formatAmount,
  getCheermotes,
  getStreams,
  getTopGames,
  getUserEmotes,
  getVideosById,
  imageURL,
  parseDuration,
} from 'tinyhelix'
import { describe, expect, it } from 'vitest'
import { answerWith } from './documentedAnswer.ts'
import { json } from './outcome.ts'

describe('the fields that the display functions read', () => {
  const clientFor = (answer: object) =>
    createClient({ kind: 'user', validate: 'throw', fetch: async () => json(answer) })

  it('Cheermotes have images by "1", "1.5", "2" …', async () => {
    const pictures = { '1': 'a', '1.5': 'b', '2': 'c', '3': 'd', '4': 'e' }
    const answer = answerWith('getCheermotes', { 'data[]/tiers[]/images/dark/animated': pictures })
    const [cheermote] = await getCheermotes(clientFor(answer))
    expect(cheermote && cheermoteURL(cheermote, 100, { scale: 1.5 })).toBe('b')
  })

  it('a user’s emotes have one template for all, and no images of their own', async () => {
    const template = 'https://static-cdn.jtvnw.net/emoticons/v2/{{id}}/{{format}}/{{theme_mode}}/{{scale}}'
    const answer = answerWith('getUserEmotes', { template, 'data[]/id': '25', 'data[]/format': ['static'] })
    const page = await getUserEmotes(clientFor(answer), { user_id: '1' }).nextPage()
    const [emote] = page.data
    const filled = page.template
      .replace('{{id}}', '25')
      .replace('{{format}}', 'static')
      .replace('{{theme_mode}}', 'light')
      .replace('{{scale}}', '3.0')
    expect(emote && emoteURL(emote, { theme: 'light', scale: 3 })).toBe(filled)
  })

  it('streams and videos have placeholders for a size, each in its own form', async () => {
    const stream = answerWith('getStreams', { 'data[]/thumbnail_url': 'https://x/ada-{width}x{height}.jpg' })
    const video = answerWith('getVideosById', { 'data[]/thumbnail_url': 'https://x/1-%{width}x%{height}.jpg' })
    const [{ thumbnail_url: ofStream } = { thumbnail_url: '' }] = await getStreams(clientFor(stream))
    const [{ thumbnail_url: ofVideo } = { thumbnail_url: '' }] = await getVideosById(clientFor(video), { id: '1' })
    expect(imageURL(ofStream, 320, 180)).toBe('https://x/ada-320x180.jpg')
    expect(imageURL(ofVideo, 320, 180)).toBe('https://x/1-320x180.jpg')
  })

  it('a category’s image has placeholders for a size, and a searched category’s has a size', async () => {
    const answer = answerWith('getTopGames', { 'data[]/box_art_url': 'https://x/743-{width}x{height}.jpg' })
    const [game] = await getTopGames(clientFor(answer))
    expect(imageURL(game?.box_art_url ?? '', 285, 380)).toBe('https://x/743-285x380.jpg')
    expect(imageURL('https://x/743-52x72.jpg', 285, 380)).toBe('https://x/743-52x72.jpg')
  })

  it('a video has a duration', async () => {
    const [video] = await getVideosById(clientFor(answerWith('getVideosById', { 'data[]/duration': '3h21m33s' })), {
      id: '1',
    })
    expect(parseDuration(video?.duration ?? '')).toBe(12_093)
  })

  it('amounts are in the smallest unit, which is not a hundredth in every currency', () => {
    expect(formatAmount({ value: 500, decimal_places: 0, currency: 'JPY' }, 'en')).toBe('¥500')
    expect(formatAmount({ value: 500, decimal_places: 2, currency: 'USD' }, 'en')).toBe('$5.00')
  })
})
