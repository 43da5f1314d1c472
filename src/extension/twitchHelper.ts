import type { ExtensionAuthorized, ExtensionHelper } from '../auth/extensionHelper.ts'

/** What Twitch's helper gives about the viewer, with both tokens. A new one comes before the tokens expire. */
export interface ExtensionCredentials extends ExtensionAuthorized {
  /** The JWT for the extension's own backend. */
  readonly token: string
}

/** Properties of the page and the player around an extension. Mobile apps do not send all of them. */
export interface ExtensionContext {
  /** Whether the player's controls are visible. It is not sent on mobile. */
  readonly arePlayerControlsVisible: boolean
  /** The bitrate of the broadcast. */
  readonly bitrate: number
  /** The size of the player's buffer. */
  readonly bufferSize: number
  /** The size of the player, such as `1280x720`. */
  readonly displayResolution: string
  /** The name of the broadcast's category. */
  readonly game: string
  /** The seconds between the broadcaster and the viewer. */
  readonly hlsLatencyBroadcaster: number
  /** The channel that the current channel hosts; `undefined` if it hosts none. */
  readonly hostingInfo: { readonly hostedChannelId: string; readonly hostingChannelId: string } | undefined
  /** It is not sent on mobile. */
  readonly isFullScreen: boolean
  readonly isMuted: boolean
  readonly isPaused: boolean
  /** It is not sent on mobile. */
  readonly isTheatreMode: boolean
  /** The language of the broadcast, such as `en`. */
  readonly language: string
  readonly mode: ExtensionMode
  /** How the stream is played. */
  readonly playbackMode: 'video' | 'audio' | 'remote' | 'chat-only'
  /** The viewer's theme on Twitch. */
  readonly theme: 'light' | 'dark'
  /** The resolution of the broadcast, such as `1920x1080`. */
  readonly videoResolution: string
  /** From 0 to 1. */
  readonly volume: number
}

/** Where an extension runs: for viewers, on the page of its configuration, or in the broadcaster's dashboard. */
export type ExtensionMode = 'viewer' | 'config' | 'dashboard'

/** What an extension may do in this channel. */
export interface ExtensionFeatures {
  readonly isBitsEnabled: boolean
  readonly isChatEnabled: boolean
  readonly isSubscriptionStatusAvailable: boolean
}

/** Where a component is in the player. */
export interface ExtensionPosition {
  readonly x: number
  readonly y: number
}

/** A stored segment of the configuration. */
export interface ConfigurationRecord {
  readonly version: string
  readonly content: string
}

/** A product that viewers exchange Bits for. */
export interface BitsProduct {
  readonly sku: string
  readonly displayName: string
  /** `amount` is a whole number as text. */
  readonly cost: { readonly amount: string; readonly type: 'bits' }
  /** It is present only in versions that are not released. */
  readonly inDevelopment?: boolean | undefined
}

/** A completed exchange of Bits for a product. */
export interface BitsTransaction {
  readonly displayName: string
  /** Whether the viewer of this page made it. Twitch's reference has the values in capitals. */
  readonly initiator: 'current_user' | 'other'
  readonly product: BitsProduct
  readonly domainID: string
  readonly transactionID: string
  /** A JWT about the transaction. Have your backend verify it before it delivers anything. */
  readonly transactionReceipt: string
  readonly userId: string
}

/** Called with each message to a target. */
export type ExtensionListener = (target: string, contentType: string, message: string) => void

/**
 * The part of `window.Twitch.ext` that {@link createExtension} uses. `onAuthorized` is required; without the others, the
 * state keeps its first values.
 *
 * @see https://dev.twitch.tv/docs/extensions/reference/#javascript-helper
 */
export interface TwitchHelper extends ExtensionHelper {
  onAuthorized(callback: (authorized: ExtensionCredentials) => void): void
  onContext?(callback: (context: Partial<ExtensionContext>, changed: readonly PropertyKey[]) => void): void
  onVisibilityChanged?(callback: (isVisible: boolean, context?: Partial<ExtensionContext>) => void): void
  onHighlightChanged?(callback: (isHighlighted: boolean) => void): void
  onPositionChanged?(callback: (position: ExtensionPosition) => void): void
  listen?(target: string, callback: ExtensionListener): void
  unlisten?(target: string, callback: ExtensionListener): void
  send?(target: string, contentType: string, message: string): void
  readonly viewer?:
    | {
        readonly id?: string | null | undefined
        readonly opaqueId?: string | undefined
        readonly role?: string | undefined
        readonly isLinked?: boolean | undefined
        readonly subscriptionStatus?: { readonly tier: string } | null | undefined
        onChanged?(callback: () => void): void
      }
    | undefined
  readonly features?: (ExtensionFeatures & { onChanged(callback: () => void): void }) | undefined
  readonly configuration?:
    | {
        readonly broadcaster?: ConfigurationRecord | undefined
        readonly developer?: ConfigurationRecord | undefined
        readonly global?: ConfigurationRecord | undefined
        onChanged(callback: () => void): void
        set(segment: 'broadcaster', version: string, content: string): void
      }
    | undefined
  readonly actions?:
    | {
        followChannel(login: string): void
        minimize(): void
        onFollow(callback: (didFollow: boolean, login: string) => void): void
        requestIdShare(): void
      }
    | undefined
  readonly bits?:
    | {
        getProducts(): Promise<readonly BitsProduct[]>
        onTransactionCancelled(callback: () => void): void
        onTransactionComplete(callback: (transaction: BitsTransaction) => void): void
        setUseLoopback(useLoopback: boolean): void
        showBitsBalance(): void
        useBits(sku: string): void
      }
    | undefined
}
