import { getStreams } from 'tinyhelix'
import { client } from './twitch.ts'

/** The three streams with the most viewers. */
export async function topStreams() {
  const streams = await getStreams(client, { first: 3 })
  return streams.map(({ user_name, game_name, viewer_count }) => ({ user_name, game_name, viewer_count }))
}
