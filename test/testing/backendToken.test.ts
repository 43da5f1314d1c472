import { createHmac } from 'node:crypto'
import { createClient, getExtensionSecrets, jwtToken, sendExtensionPubSubMessage } from 'tinyhelix'
import { createFakeTwitch } from 'tinyhelix/testing'
import { describe, expect, it } from 'vitest'

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A JWT as a backend signs it. */
function sign(claims: object, secret: string): string {
  const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`
  return `${signed}.${createHmac('sha256', Buffer.from(secret, 'base64')).update(signed).digest('base64url')}`
}

const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds

/** Sends a message as the backend of an extension that has signed its own JWT. */
async function send(change: object = {}, secretOf = (secret: string) => secret) {
  const twitch = createFakeTwitch()
  const [found] = await getExtensionSecrets(twitch.client({ kind: 'jwt' }), { extension_id: twitch.clientId })
  const secret = secretOf(found?.secrets[0]?.content ?? '')
  const claims = { exp: inSeconds(60), user_id: '1001', role: 'external', channel_id: '1001', ...change }
  const auth = jwtToken(() => sign({ ...claims, pubsub_perms: { send: ['broadcast'] } }, secret))
  const client = createClient({ auth, clientId: twitch.clientId, ...twitch.network, retry: false })
  await sendExtensionPubSubMessage(client, { broadcaster_id: '1001', target: ['broadcast'], message: '{}' })
}

describe('a backend that signs its own JWT', () => {
  it('calls Helix with the extension’s secret', async () => {
    await send()
  })

  it.each([
    ['an expired JWT', { exp: inSeconds(-1) }, undefined],
    ['the JWT of a viewer', { role: 'viewer' }, undefined],
    ['the secret of another extension', {}, () => btoa('another secret')],
  ] as const)('gets 401 with %s', async (_, change, secretOf) => {
    await expect(send(change, secretOf)).rejects.toMatchObject({ status: 401 })
  })
})
