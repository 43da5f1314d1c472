import type { ExtensionHelper } from '../auth/extensionHelper.ts'
import { callSafely } from '../callSafely.ts'
import type {
  BitsProduct,
  BitsTransaction,
  ConfigurationRecord,
  ExtensionContext,
  ExtensionCredentials,
  ExtensionFeatures,
  ExtensionListener,
  ExtensionMode,
  ExtensionPosition,
  TwitchHelper,
} from '../extension/twitchHelper.ts'
import { segmentsAt, storeSegment } from './features/extensionConfiguration.ts'
import { type ExtensionMessage, hearersOf, tellPages } from './features/extensionMessages.ts'
import { buyProduct, productsSold } from './features/extensionProducts.ts'
import { subscriptionsOf } from './features/subscriptions.ts'
import { type Onlooker, onlookersOf } from './wire/eventsub/emit.ts'
import { isObject } from './wire/readable.ts'
import { tokensOf } from './wire/tokens.ts'
import { secretOf } from './world/extensionSecret.ts'
import { later as inTime } from './world/later.ts'
import { letterCode } from './world/random.ts'
import { signJWT } from './world/signJWT.ts'
import type { Person } from './world/users.ts'
import { perChannel, type World } from './world/world.ts'

/** The role of a viewer. */
export type ExtensionRole = 'broadcaster' | 'moderator' | 'viewer' | 'external'

/** The viewer of an extension, and the channel. */
export interface ExtensionHelperOptions {
  /** The channel of the extension, by login or id. */
  readonly channel: string
  /** The viewer, by login or id. @defaultValue a viewer who is not logged in */
  readonly user?: string | undefined
  /** Whether the viewer has shared their id. @defaultValue `true` for a viewer who is logged in */
  readonly isLinked?: boolean | undefined
  /** @defaultValue `broadcaster` for the channel's own user, otherwise `viewer` */
  readonly role?: ExtensionRole | undefined
  /** Where the extension runs. @defaultValue `'viewer'` */
  readonly mode?: ExtensionMode | undefined
  /**
   * What the extension is shown on. In the mobile app, Twitch sends less of the context, none of it to a hidden extension,
   * and shows no balance of Bits. @defaultValue `'web'`
   */
  readonly platform?: 'web' | 'mobile' | undefined
  /** The initial context, in place of the fake's. */
  readonly context?: Partial<ExtensionContext> | undefined
  /** @defaultValue Bits and chat are enabled */
  readonly features?: Partial<ExtensionFeatures> | undefined
  /** The lifetime of both tokens in seconds. @defaultValue 60 days */
  readonly expiresInSeconds?: number | undefined
  /** Whether the helper sends new tokens before the old ones expire, as at Twitch. @defaultValue `false` */
  readonly renews?: boolean | undefined
}

/** A dialog of Twitch that waits for the viewer. */
export type ExtensionPrompt =
  | { readonly kind: 'follow'; readonly login: string }
  | { readonly kind: 'bits'; readonly product: BitsProduct }
  | { readonly kind: 'id' }

/** Another viewer of {@link ExtensionControl.viewer}. */
export interface ExtensionViewerChange extends Pick<ExtensionHelperOptions, 'user' | 'isLinked' | 'role'> {}

/** What Twitch's page and its viewer do around an extension. */
export interface ExtensionControl {
  /** Changes the context. The extension receives only the changes. */
  readonly context: (change: Partial<ExtensionContext>) => void
  readonly features: (change: Partial<ExtensionFeatures>) => void
  readonly visible: (isVisible: boolean) => void
  readonly highlighted: (isHighlighted: boolean) => void
  readonly position: (position: ExtensionPosition) => void
  /** Replaces the viewer by another one with new tokens. Without a `user`, the viewer is not logged in. */
  readonly viewer: (next: ExtensionViewerChange) => void
  /**
   * Sends new tokens, as Twitch does before the old ones expire. Tokens with `expiresInSeconds` expire, and no others
   * follow by themselves.
   */
  readonly renew: (expiresInSeconds?: number) => void
  /** The dialogs that wait for the viewer, the oldest first. */
  readonly prompts: readonly ExtensionPrompt[]
  /** Answers the oldest dialog for the viewer, who follows, uses the Bits or shares their id, or does not. */
  readonly answer: (agrees: boolean) => void
  /** Whether the extension has minimized itself. Making it visible ends this. */
  readonly isMinimized: boolean
  /** The errors that Twitch's helper reported: calls that the viewer may not make. */
  readonly errors: readonly string[]
  /** Closes the page, which receives no more messages. */
  readonly close: () => void
}

/** Called when an extension is hidden, and when it is shown again. */
export type VisibilityCallback =
  | ((isVisible: false) => void)
  | ((isVisible: true, context: Partial<ExtensionContext>) => void)

/**
 * The replacement for `window.Twitch.ext`. It has all members of the original, and `control` for what Twitch and the
 * viewer do.
 */
export interface FakeExtensionHelper extends ExtensionHelper {
  readonly version: string
  readonly environment: 'production'
  readonly viewer: {
    /** Begins with `U`, or with `A` for a viewer who is not logged in. */
    readonly opaqueId: string
    readonly id: string | null
    readonly role: ExtensionRole
    readonly isLinked: boolean
    readonly sessionToken: string
    readonly helixToken: string
    readonly subscriptionStatus: { tier: string } | null
    onChanged(callback: () => void): void
  }
  readonly features: ExtensionFeatures & {
    onChanged(callback: (changed: readonly (keyof ExtensionFeatures)[]) => void): void
  }
  readonly configuration: {
    readonly broadcaster: ConfigurationRecord | undefined
    readonly developer: ConfigurationRecord | undefined
    readonly global: ConfigurationRecord | undefined
    onChanged(callback: () => void): void
    set(segment: 'broadcaster', version: string, content: string): void
  }
  readonly actions: NonNullable<TwitchHelper['actions']>
  readonly bits: NonNullable<TwitchHelper['bits']>
  readonly rig: { log(...messages: unknown[]): void }
  onAuthorized(callback: (authorized: ExtensionCredentials & { readonly helixToken: string }) => void): void
  onContext(callback: (context: Partial<ExtensionContext>, changed: readonly (keyof ExtensionContext)[]) => void): void
  onError(callback: (error: unknown) => void): void
  onHighlightChanged(callback: (isHighlighted: boolean) => void): void
  onPositionChanged(callback: (position: { x: number; y: number }) => void): void
  onVisibilityChanged(callback: VisibilityCallback): void
  listen(target: string, callback: ExtensionListener): void
  unlisten(target: string, callback: ExtensionListener): void
  send(target: string, contentType: string, message: object | string): void
  readonly control: ExtensionControl
}

/** The fake's data about the extension. */
export interface ExtensionPage extends ExtensionHelperOptions {
  readonly world: World
  /** The client id of the extension. */
  readonly clientId: string
  /** Finds a user by login or id. */
  readonly person: (loginOrId: string) => Person
}

/** An exchange of Bits, which is reported to other pages. */
interface Purchase {
  readonly channelId: string
  /** The page of the viewer who made it. */
  readonly page: object
  readonly transaction: Omit<BitsTransaction, 'initiator'>
}

/** The open pages of each extension by its id. Exchanges are reported to them. */
const purchaseHearers = perChannel(() => new Set<(purchase: Purchase) => void>())

const firstContext: Partial<ExtensionContext> = {
  arePlayerControlsVisible: false,
  bitrate: 6000,
  bufferSize: 2,
  displayResolution: '1280x720',
  game: 'Just Chatting',
  hlsLatencyBroadcaster: 3,
  isFullScreen: false,
  isMuted: false,
  isPaused: false,
  isTheatreMode: false,
  language: 'en',
  playbackMode: 'video',
  theme: 'light',
  videoResolution: '1920x1080',
  volume: 1,
}

/** The fields of the context that the mobile app does not send. */
const webOnly = ['arePlayerControlsVisible', 'isFullScreen', 'isTheatreMode']

/** The maximum time of a timer, in milliseconds. */
const maxTimer = 2 ** 31 - 1

/** The duration of an exchange of Bits in a loopback at Twitch, in milliseconds. */
const loopbackDelay = 2000

const asBytes = (text: string) => new TextEncoder().encode(text).length

/** Creates the helper. It calls its callbacks asynchronously, as Twitch's helper does. */
export function createExtensionHelper({
  world,
  clientId,
  person,
  channel: channelName,
  mode = 'viewer',
  platform = 'web',
  context: givenContext,
  features: givenFeatures,
  expiresInSeconds = 60 * 86_400,
  renews = false,
  ...firstViewer
}: ExtensionPage): FakeExtensionHelper {
  const channel = person(channelName)
  /** Callbacks that are called each time. */
  const callbacks = <A extends unknown[]>() => {
    const all: ((...args: A) => unknown)[] = []
    return {
      add: (callback: (...args: A) => unknown) => void all.push(callback),
      call: (...args: A) => {
        for (const callback of [...all]) queueMicrotask(() => callSafely(callback, ...args))
      },
    }
  }
  const later = (task: () => void) => queueMicrotask(() => callSafely(task))

  const authorizations = callbacks<[ExtensionCredentials & { readonly helixToken: string }]>()
  const contexts = callbacks<[Partial<ExtensionContext>, readonly (keyof ExtensionContext)[]]>()
  const visibilities = callbacks<[boolean, Partial<ExtensionContext>?]>()
  const highlights = callbacks<[boolean]>()
  const positions = callbacks<[{ x: number; y: number }]>()
  const failures = callbacks<[unknown]>()
  const viewers = callbacks<[]>()
  const featureChanges = callbacks<[readonly (keyof ExtensionFeatures)[]]>()
  const follows = callbacks<[boolean, string]>()
  const completions = callbacks<[BitsTransaction]>()
  const cancellations = callbacks<[]>()
  const listening: (readonly [target: string, listener: ExtensionListener])[] = []
  const prompts: ExtensionPrompt[] = []
  const errors: string[] = []
  const fail = (message: string) => {
    errors.push(message)
    failures.call(new Error(message))
  }

  const isMobile = platform === 'mobile'
  const sendable = (change: Partial<ExtensionContext>): Partial<ExtensionContext> =>
    isMobile ? Object.fromEntries(Object.entries(change).filter(([key]) => !webOnly.includes(key))) : change
  let context = sendable({ ...firstContext, mode, ...givenContext })
  let isVisible = true
  let position = { x: 0, y: 0 }
  const features = {
    isBitsEnabled: true,
    isChatEnabled: true,
    isSubscriptionStatusAvailable: false,
    ...givenFeatures,
    onChanged: featureChanges.add,
  }
  let isLoopback = false
  let isMinimized = false
  let records: ReturnType<typeof segmentsAt> | undefined

  let user: Person | null = null
  const viewer = {
    opaqueId: '',
    id: null as string | null,
    role: 'viewer' as ExtensionRole,
    isLinked: false,
    sessionToken: '',
    helixToken: '',
    /** Only for a viewer who shares their id, and only if the extension may know it. */
    get subscriptionStatus() {
      const { id } = viewer
      const subscription =
        features.isSubscriptionStatusAvailable &&
        id !== null &&
        subscriptionsOf(world, channel.id).find(({ user_id }) => user_id === id)
      return subscription ? { tier: subscription.tier } : null
    },
    onChanged: viewers.add,
  }
  /** Notifies the page when its viewer subscribes, and when the subscription ends. */
  const hearSubscription: Onlooker = ({ type }, event) => {
    if (!/^channel\.subscri/.test(type) || !isObject(event)) return
    const { broadcaster_user_id, user_id } = event
    const isOwn = broadcaster_user_id === channel.id && user_id === viewer.id
    if (isOwn && features.isSubscriptionStatusAvailable) viewers.call()
  }
  onlookersOf(world).add(hearSubscription)
  let tokenCount = 0
  let authorized = { token: '', helixToken: '', channelId: channel.id, clientId, userId: '' }

  let stopRenewal = () => {}
  const renew = (givenLifetime?: number) => {
    const lifetime = givenLifetime ?? expiresInSeconds
    stopRenewal()
    if (renews && givenLifetime === undefined) {
      stopRenewal = inTime(renew, Math.min((lifetime * 1000 * 5) / 6, maxTimer))
    }
    const { opaqueId, id, role, isLinked } = viewer
    const exp = Math.floor(world.now() / 1000) + lifetime
    const claims = {
      exp,
      opaque_user_id: opaqueId,
      ...(id !== null && { user_id: id }),
      channel_id: channel.id,
      role,
      is_unlinked: !isLinked,
      // Makes two tokens of the same second differ.
      iat: Math.floor(world.now() / 1000),
      jti: `${tokenCount++}`,
    }
    const listen = ['broadcast', `whisper-${opaqueId}`, 'global']
    const pubsub_perms = { listen, ...(role === 'broadcaster' && { send: ['broadcast', 'whisper-*'] }) }
    const secret = secretOf(world, clientId)
    viewer.sessionToken = signJWT({ ...claims, pubsub_perms }, secret)
    viewer.helixToken = signJWT({ ...claims, client_id: clientId }, secret)
    tokensOf(world).issue({
      kind: 'extension',
      clientId,
      userId: null,
      scopes: [],
      expiresIn: lifetime,
      text: viewer.helixToken,
    })
    authorized = { ...authorized, token: viewer.sessionToken, helixToken: viewer.helixToken, userId: opaqueId }
    authorizations.call(authorized)
  }

  const setViewer = ({ user: name, isLinked = name !== undefined, role }: ExtensionViewerChange) => {
    user = name === undefined ? null : person(name)
    Object.assign(viewer, {
      opaqueId: user ? `U${user.id}` : `A${letterCode(20, channel.id)}`,
      id: user && isLinked ? user.id : null,
      isLinked: !!user && isLinked,
      role: role ?? (user?.id === channel.id ? 'broadcaster' : 'viewer'),
    })
    renew()
    viewers.call()
  }
  setViewer(firstViewer)

  const hear = ({ channelId, target, contentType, message }: ExtensionMessage) => {
    if (channelId !== null && channelId !== channel.id) return
    if (target.startsWith('whisper-') && target !== `whisper-${viewer.opaqueId}`) return
    for (const [one, listener] of [...listening]) {
      if (one === target) later(() => listener(target, contentType, message))
    }
  }
  hearersOf(world, clientId).add(hear)

  const productsNow = (): BitsProduct[] =>
    productsSold(world, clientId).map(({ sku, display_name, cost, in_development }) => ({
      sku,
      displayName: display_name,
      cost: { amount: `${cost.amount}`, type: 'bits' },
      ...(in_development && { inDevelopment: true }),
    }))

  /** Completes an exchange of Bits. Other pages are notified if the product says so. */
  const complete = (product: BitsProduct, isReal: boolean) => {
    const sold = productsSold(world, clientId).find(({ sku }) => sku === product.sku)
    const bought = isReal && user && sold ? buyProduct(world, clientId, channel, user, sold) : null
    const data = {
      displayName: user?.display_name ?? '',
      product,
      domainID: `twitch.ext.${clientId}`,
      transactionID: bought?.id ?? 'loopback',
      userId: user?.id ?? '',
    }
    const transactionReceipt = signJWT(
      {
        topic: 'bits_transaction_receipt',
        exp: Math.floor(world.now() / 1000) + 3600,
        data: { transactionId: data.transactionID, time: new Date(world.now()).toISOString(), ...data },
      },
      secretOf(world, clientId),
    )
    const transaction = { ...data, transactionReceipt }
    completions.call({ ...transaction, initiator: 'current_user' })
    if (!sold?.is_broadcast || !isReal) return
    for (const tell of purchaseHearers(world, clientId)) tell({ channelId: channel.id, page: viewer, transaction })
  }
  const hearPurchase = ({ channelId, page, transaction }: Purchase) => {
    if (page !== viewer && channelId === channel.id) completions.call({ ...transaction, initiator: 'other' })
  }
  purchaseHearers(world, clientId).add(hearPurchase)

  const control: ExtensionControl = {
    context: given => {
      const change = sendable(given)
      const changed = Object.entries(change).filter(([key, value]) => Object(context)[key] !== value)
      if (!changed.length) return
      context = { ...context, ...change }
      // The page receives the whole context when it is shown again.
      if (isMobile && !isVisible) return
      // The keys are those of `change`.
      contexts.call(Object.fromEntries(changed), changed.map(([key]) => key) as (keyof ExtensionContext)[])
    },
    features: change => {
      const changed = (Object.keys(change) as (keyof ExtensionFeatures)[]).filter(key => features[key] !== change[key])
      Object.assign(features, change)
      if (changed.length) featureChanges.call(changed)
    },
    visible: next => {
      isVisible = next
      isMinimized &&= !next
      visibilities.call(next, ...(next ? [context] : []))
    },
    highlighted: highlights.call,
    position: next => {
      position = { ...next }
      positions.call(position)
    },
    viewer: setViewer,
    renew,
    prompts,
    answer: agrees => {
      const prompt = prompts.shift()
      if (!prompt) throw new Error('No dialog of Twitch is open.')
      if (prompt.kind === 'follow') follows.call(agrees, prompt.login)
      else if (prompt.kind === 'bits') agrees ? complete(prompt.product, true) : cancellations.call()
      else if (agrees && user) setViewer({ user: user.id, isLinked: true, role: viewer.role })
    },
    get isMinimized() {
      return isMinimized
    },
    errors,
    close: () => {
      hearersOf(world, clientId).delete(hear)
      purchaseHearers(world, clientId).delete(hearPurchase)
      onlookersOf(world).delete(hearSubscription)
      stopRenewal()
      listening.length = 0
    },
  }

  return {
    version: '1.1.1',
    environment: 'production',
    viewer,
    features,
    configuration: {
      get broadcaster() {
        return records?.broadcaster
      },
      get developer() {
        return records?.developer
      },
      get global() {
        return records?.global
      },
      // Twitch sends the segments when a page loads, and not when they change.
      onChanged: callback =>
        later(() => {
          records ??= segmentsAt(world, clientId, channel.id)
          callback()
        }),
      set: (segment, version, content) => {
        if (segment !== 'broadcaster' || viewer.role !== 'broadcaster' || context.mode === 'viewer') {
          return fail(
            'Only the broadcaster can set the segment broadcaster, on the configuration page or in the dashboard.',
          )
        }
        if (asBytes(content) > 5120) return fail('The content is larger than 5 KB.')
        storeSegment(world, clientId, { segment, broadcaster_id: channel.id, version, content })
        records = segmentsAt(world, clientId, channel.id)
      },
    },
    actions: {
      followChannel: login => void prompts.push({ kind: 'follow', login }),
      minimize: () => {
        isMinimized = true
      },
      onFollow: follows.add,
      requestIdShare: () => void (viewer.isLinked || prompts.push({ kind: 'id' })),
    },
    bits: {
      getProducts: async () => productsNow(),
      onTransactionCancelled: cancellations.add,
      onTransactionComplete: completions.add,
      setUseLoopback: useLoopback => {
        isLoopback = useLoopback
      },
      showBitsBalance: () => {},
      useBits: sku => {
        const product = productsNow().find(product => product.sku === sku)
        if (!features.isBitsEnabled || !product || (!user && !isLoopback)) {
          fail(product ? 'This viewer cannot use Bits here.' : `There is no product ${sku}.`)
          return cancellations.call()
        }
        if (isLoopback) setTimeout(() => complete(product, false), loopbackDelay)
        else prompts.push({ kind: 'bits', product })
      },
    },
    rig: { log: () => {} },
    onAuthorized: callback => {
      authorizations.add(callback)
      later(() => callback(authorized))
    },
    onContext: callback => {
      contexts.add(callback)
      later(() => callback(context, Object.keys(context) as (keyof ExtensionContext)[]))
    },
    onError: failures.add,
    onHighlightChanged: highlights.add,
    onPositionChanged: callback => {
      positions.add(callback)
      later(() => callback(position))
    },
    // The compiler does not know that each callback receives its own arguments.
    onVisibilityChanged: visibilities.add as (callback: VisibilityCallback) => void,
    listen: (target, listener) => {
      if (target.startsWith('whisper-') && target !== `whisper-${viewer.opaqueId}`) {
        return fail(`This viewer may not listen to ${target}.`)
      }
      listening.push([target, listener])
    },
    unlisten: (target, listener) => {
      const index = listening.findIndex(([one, other]) => one === target && other === listener)
      if (index >= 0) listening.splice(index, 1)
    },
    send: (target, contentType, message) => {
      const text = typeof message === 'string' ? message : JSON.stringify(message)
      if (viewer.role !== 'broadcaster' || !/^(broadcast|whisper-.+)$/.test(target)) {
        return fail(`This viewer may not send to ${target}.`)
      }
      if (asBytes(text) > 5120) return fail('The message is larger than 5 KB.')
      tellPages(world, clientId, { channelId: channel.id, target, contentType, message: text })
    },
    control,
  }
}
