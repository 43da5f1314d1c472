// Twitch's page, which frames pages of an extension, each with its own viewer.
import { getExtensionSecrets } from 'tinyhelix'
import { createFakeTwitch, type ExtensionHelperOptions, type FakeExtensionHelper } from 'tinyhelix/testing'

const twitch = createFakeTwitch()
const helpers = new Map<string, FakeExtensionHelper>()

const helperOf = (name: string): FakeExtensionHelper => {
  const helper = helpers.get(name)
  if (!helper) throw new Error(`There is no frame ${name}.`)
  return helper
}

const host = {
  helperOf,
  /** Frames the extension for a viewer, with the parameters that Twitch adds to its address. */
  open: (name: string, options: Omit<ExtensionHelperOptions, 'channel'>) => {
    helpers.set(name, twitch.extensionHelper({ channel: 'ada', ...options }))
    const frame = document.createElement('iframe')
    const { mode = 'viewer' } = options
    const view = {
      anchor: 'panel',
      mode,
      platform: 'web',
      language: 'en',
      locale: 'en-US',
      popout: 'false',
      state: 'testing',
    }
    frame.name = name
    frame.src = `/panel.html?${new URLSearchParams(view)}`
    document.body.append(frame)
  },
  control: (name: string) => helperOf(name).control,
  secret: async () => {
    const [found] = await getExtensionSecrets(twitch.client({ kind: 'jwt' }), { extension_id: twitch.clientId })
    return found?.secrets[0]?.content ?? ''
  },
}

export type ExtensionHost = typeof host

Object.assign(globalThis, { host })
