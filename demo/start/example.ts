import { getStreams } from 'tinyhelix'
import { client } from './twitch.ts'

/** The three streams with the most viewers. */
export async function topStreams() {
  const streams = await getStreams(client, { first: 3 })
  return streams.map(stream => ({
    user_name: stream.user_name,
    game_name: stream.game_name,
    viewer_count: stream.viewer_count,
  }))
}
