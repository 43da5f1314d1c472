/** What Twitch sends along with every answer of Helix; some libraries wait without it. */
export const headers = (): Record<string, string> => ({
  'Content-Type': 'application/json; charset=utf-8',
  'ratelimit-limit': '800',
  'ratelimit-remaining': '799',
  'ratelimit-reset': `${Math.ceil(Date.now() / 1000) + 1}`,
})

/** The body of `GET /streams` with so many rows, as long as real ones. */
export const streamsAnswer = (count: number): string =>
  JSON.stringify({
    data: Array.from({ length: count }, (_, index) => ({
      id: `4097${index}5519817`,
      user_id: `${141_981_764 + index}`,
      user_login: `someone_${index}`,
      user_name: `Someone_${index}`,
      game_id: '509658',
      game_name: 'Just Chatting',
      type: 'live',
      title: `Evening round ${index}: soup, questions, a quiet game · !socials !schedule`,
      viewer_count: 20_000 - index,
      started_at: '2026-05-01T18:00:00Z',
      language: 'en',
      thumbnail_url: `https://static-cdn.jtvnw.net/previews-ttv/live_user_someone_${index}-{width}x{height}.jpg`,
      tag_ids: [],
      tags: ['English', 'Chill', 'Cooking', 'Games'],
      is_mature: false,
    })),
    pagination: { cursor: 'eyJiIjp7IkN1cnNvciI6ImV5SnpJam94TURBIn19' },
  })

/** What id.twitch.tv says of the token. */
export const validation: string = JSON.stringify({
  client_id: 'client',
  login: 'ada',
  scopes: ['moderator:read:followers', 'user:read:chat'],
  user_id: '1',
  expires_in: 5_000_000,
})

/** A `fetch` without a network, which answers at once. */
export const stubbedFetch =
  (answer: string | ((body: string) => string)): typeof fetch =>
  async (request, init) => {
    const text = typeof answer === 'string' ? answer : answer(`${init?.body}`)
    return new Response(String(request).endsWith('/validate') ? validation : text, { headers: headers() })
  }
