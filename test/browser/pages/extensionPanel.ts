// The code of an extension's author: one page for viewers and for the configuration.
import { createExtension, extensionBits, extensionConfiguration, extensionMessages } from 'tinyhelix/extension'
import * as v from 'valibot'

const schema = v.object({ title: v.string() })

const extension = createExtension()
const settings = extensionConfiguration(extension, 'broadcaster', schema)
const messages = extensionMessages(extension)
const bits = extensionBits(extension)

const violations: string[] = []
const whispers: unknown[] = []
let announced: string | undefined
addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
  violations.push(`${violatedDirective} ${blockedURI}`),
)
messages.on('broadcast', schema, ({ title }) => {
  announced = title
})
const { userId } = await extension.authorized()
messages.on(`whisper-${userId}`, message => whispers.push(message))

const panel = {
  seen: () => ({
    status: extension.state.status,
    role: extension.state.viewer?.role,
    id: extension.state.viewer?.id,
    theme: extension.state.context.theme,
    context: extension.state.context,
    visible: extension.state.visible,
    position: extension.state.position,
    view: extension.state.view,
    title: announced ?? settings.state.value?.title ?? null,
    whispers,
    violations,
  }),
  save: async (title: string) => {
    await settings.set({ title })
    await messages.send('broadcast', { title })
  },
  minimize: () => extension.minimize(),
  whisper: (opaqueId: string, text: string) => messages.send(`whisper-${opaqueId}`, text),
  buy: (sku: string) =>
    bits.use(sku).then(
      ({ product }) => product.sku,
      (error: unknown) => Object(error).reason,
    ),
  vote: async () => (await extension.fetch('/votes', { method: 'POST', body: 'cats' })).text(),
  /** The claims of the JWT. */
  token: async (): Promise<{ exp: number }> =>
    JSON.parse(atob((await extension.authorized()).token.split('.')[1]?.replace(/-/g, '+').replace(/_/g, '/') ?? '')),
  /** A request that Twitch's policy forbids, to check that it is active. */
  break: async () => {
    await fetch('https://evil.example/').catch(() => {})
  },
}

export type ExtensionPanel = typeof panel

Object.assign(globalThis, { panel })
