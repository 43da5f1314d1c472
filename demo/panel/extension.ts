import { createClient } from 'tinyhelix'
import { createExtension } from 'tinyhelix/extension'

declare module 'tinyhelix' {
  interface Register {
    // All that tinyhelix/vue offers then goes by an extension's client.
    kind: 'extension'
  }
}

const { VITE_BACKEND: backend, VITE_FAKE_TWITCH: fakeURL } = import.meta.env

/** Twitch's helper brings the tokens, so there is nothing to sign in to. */
export const extension = createExtension({ backend })
export const client = createClient({ auth: extension.auth, ...(fakeURL && { baseURL: `${fakeURL}/helix` }) })

/** Asks the backend about the channel that the extension is on. It knows the viewer by their JWT. */
export async function askBackend<T>(method: string, path: string, body?: object): Promise<T> {
  const { channelId } = await extension.authorized()
  const answer = await extension.fetch(`${backend}/channels/${channelId}/${path}`, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
  })
  const result = await answer.json()
  if (!answer.ok) throw new Error(result.error)
  return result
}
