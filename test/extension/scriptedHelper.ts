import type {
  BitsProduct,
  BitsTransaction,
  ConfigurationRecord,
  ExtensionContext,
  ExtensionCredentials,
  ExtensionListener,
  ExtensionPosition,
  TwitchHelper,
} from 'tinyhelix/extension'
import { vi } from 'vitest'
import { mark } from '../auth/twitch.ts'

const part = (value: object) => btoa(JSON.stringify(value)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '')

/** A JWT, which no output may contain. */
export const jwt = (name: string, claims: object = {}): string =>
  `${part({ alg: 'HS256' })}.${part({ name, ...claims })}.${mark}${name}`

interface Callbacks {
  authorized: (authorized: ExtensionCredentials) => void
  context: (context: Partial<ExtensionContext>, changed: readonly PropertyKey[]) => void
  visible: (isVisible: boolean, context?: Partial<ExtensionContext>) => void
  highlighted: (isHighlighted: boolean) => void
  position: (position: ExtensionPosition) => void
  features: () => void
  viewer: () => void
  configuration: () => void
  follow: (didFollow: boolean, login: string) => void
  complete: (transaction: BitsTransaction) => void
  cancelled: () => void
}

/** Twitch's helper, whose callbacks the test calls. */
export function scriptHelper() {
  const registered: { [Name in keyof Callbacks]: Callbacks[Name][] } = {
    authorized: [],
    context: [],
    visible: [],
    highlighted: [],
    position: [],
    features: [],
    viewer: [],
    configuration: [],
    follow: [],
    complete: [],
    cancelled: [],
  }
  const listening: (readonly [target: string, listener: ExtensionListener])[] = []
  const viewer = {
    opaqueId: undefined as string | undefined,
    id: null as string | null,
    role: 'viewer',
    isLinked: false,
    subscriptionStatus: null as { tier: string } | null,
    sessionToken: `${mark}session`,
    onChanged: (callback: () => void) => void registered.viewer.push(callback),
  }
  const features = {
    isBitsEnabled: true,
    isChatEnabled: true,
    isSubscriptionStatusAvailable: false,
    onChanged: (callback: () => void) => void registered.features.push(callback),
  }
  const configuration = {
    global: undefined as ConfigurationRecord | undefined,
    developer: undefined as ConfigurationRecord | undefined,
    broadcaster: undefined as ConfigurationRecord | undefined,
    onChanged: (callback: () => void) => void registered.configuration.push(callback),
    set: vi.fn<(segment: 'broadcaster', version: string, content: string) => void>(),
  }
  const actions = {
    followChannel: vi.fn<(login: string) => void>(),
    minimize: vi.fn<() => void>(),
    requestIdShare: vi.fn<() => void>(),
    onFollow: (callback: Callbacks['follow']) => void registered.follow.push(callback),
  }
  const bits = {
    getProducts: vi.fn<() => Promise<readonly BitsProduct[]>>(async () => []),
    useBits: vi.fn<(sku: string) => void>(),
    showBitsBalance: vi.fn<() => void>(),
    setUseLoopback: vi.fn<(useLoopback: boolean) => void>(),
    onTransactionComplete: (callback: Callbacks['complete']) => void registered.complete.push(callback),
    onTransactionCancelled: (callback: Callbacks['cancelled']) => void registered.cancelled.push(callback),
  }
  const send = vi.fn<(target: string, contentType: string, message: string) => void>()
  const helper = {
    onAuthorized: callback => void registered.authorized.push(callback),
    onContext: callback => void registered.context.push(callback),
    onVisibilityChanged: callback => void registered.visible.push(callback),
    onHighlightChanged: callback => void registered.highlighted.push(callback),
    onPositionChanged: callback => void registered.position.push(callback),
    listen: (target, listener) => void listening.push([target, listener]),
    unlisten: (target, listener) => {
      const index = listening.findIndex(([one, other]) => one === target && other === listener)
      if (index >= 0) listening.splice(index, 1)
    },
    send,
    viewer,
    features,
    configuration,
    actions,
    bits,
  } satisfies TwitchHelper
  return {
    helper,
    viewer,
    features,
    configuration,
    actions,
    bits,
    send,
    /** The targets that are listened to at Twitch. */
    targets: () => listening.map(([target]) => target),
    /** How many callbacks there are. */
    count: (name: keyof Callbacks) => registered[name].length,
    call: <Name extends keyof Callbacks>(name: Name, ...args: Parameters<Callbacks[Name]>) => {
      for (const callback of [...registered[name]]) (callback as (...args: unknown[]) => void)(...args)
    },
    /** Signs a viewer in, or renews their JWT. */
    authorize: (userId = 'U123', claims: object = {}, name = userId): ExtensionCredentials => {
      viewer.opaqueId = userId
      const authorized = {
        token: jwt(`ebs${name}`, claims),
        helixToken: jwt(`helix${name}`, claims),
        channelId: '1001',
        clientId: 'client',
        userId,
      }
      for (const callback of [...registered.authorized]) callback(authorized)
      return authorized
    },
    tell: (target: string, contentType: string, message: unknown) => {
      for (const [one, listener] of [...listening]) if (one === target) listener(target, contentType, message as string)
    },
  }
}
