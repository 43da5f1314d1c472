import { getStreams, type HelixClient } from 'tinyhelix'

/** The three streams with the most viewers. */
export async function topStreams(client: HelixClient) {
  const streams = await getStreams(client, { first: 3 })
  return streams.map(({ user_name, game_name, viewer_count }) => ({ user_name, game_name, viewer_count }))
}
