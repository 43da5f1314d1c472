import { getExtensionSecrets } from 'tinyhelix'
import { extensionPolicy } from 'tinyhelix/testing'
import type { FakeTwitchServer } from 'tinyhelix/testing/node'
import type { Connect, Plugin } from 'vite'
import { createBackend } from './backend/createBackend.js'

/** What stands in for Twitch and for the backend that is deployed, in development. */
export interface StandIns {
  readonly twitchURL: string
  readonly backendURL: string
  readonly close: () => void
}

/** Starts the extension's backend for a fake Twitch, with the secret that the fake signs JWTs with. */
export async function startBackend({ url, network, fake }: FakeTwitchServer): Promise<StandIns> {
  const { clientId } = fake
  const [found] = await getExtensionSecrets(fake.client({ kind: 'jwt' }), { extension_id: clientId })
  const backend = createBackend({
    secret: found?.secrets[0]?.content ?? '',
    clientId,
    ownerId: fake.user('ada').id,
    isOwn: origin => /^http:\/\/(localhost|127\.0\.0\.1):\d+$/.test(origin),
    baseURL: network.baseURL,
  })
  await new Promise<void>(resolve => backend.listen(0, '127.0.0.1', resolve))
  const address = backend.address()
  return {
    twitchURL: url,
    backendURL: `http://127.0.0.1:${typeof address === 'object' ? address?.port : address}`,
    close: () => backend.close(),
  }
}

/** Puts the fake's script in the place of Twitch's, and sends pages of the extension with Twitch's policy. */
export function standIn({ twitchURL, backendURL }: StandIns, isView: (path: string) => boolean): Plugin {
  const policy = extensionPolicy({ connect: [backendURL], fake: twitchURL })
  const use = ({ middlewares }: { readonly middlewares: Connect.Server }) => {
    middlewares.use(({ url = '' }, response, next) => {
      const { pathname } = new URL(url, 'http://localhost')
      if (isView(pathname)) response.setHeader('Content-Security-Policy', policy)
      next()
    })
  }
  return {
    name: 'fake-twitch',
    config: () => ({
      define: {
        'import.meta.env.VITE_FAKE_TWITCH': JSON.stringify(twitchURL),
        'import.meta.env.VITE_BACKEND': JSON.stringify(backendURL),
      },
    }),
    configureServer: use,
    configurePreviewServer: use,
    transformIndexHtml: html =>
      html.replace('https://extension-files.twitch.tv/helper/v1/twitch-ext.min.js', `${twitchURL}/twitch-ext.min.js`),
  }
}
