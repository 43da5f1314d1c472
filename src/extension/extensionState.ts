import type { ExtensionSegment } from '../endpoints/extensions/segment.ts'
import type { HelixError } from '../errors.ts'
import type { ConfigurationRecord, ExtensionContext, ExtensionFeatures, ExtensionPosition } from './twitchHelper.ts'
import type { ExtensionView } from './view.ts'

/** The viewer of an extension. Its tokens are in {@link TwitchExtension.authorized} only. */
export interface ExtensionViewer {
  /** Begins with `U`, or with `A` for a viewer who is not logged in. */
  readonly opaqueId: string
  /** The user id of a viewer who has shared it. */
  readonly id: string | null
  readonly role: 'broadcaster' | 'moderator' | 'viewer' | 'external'
  /** Whether the viewer has shared their id. */
  readonly isLinked: boolean
  /** The viewer's subscription to the channel, if they have shared their id and the extension may know. */
  readonly subscriptionStatus: { readonly tier: string } | null
}

/** The state of an extension: an immutable object, which is replaced on each change. */
export interface ExtensionState {
  /** `absent`: there is no helper, or it has not called back within five seconds. It may still become `ready`. */
  readonly status: 'pending' | 'ready' | 'absent'
  /** What Twitch has sent so far: each time, it sends only what has changed. */
  readonly context: Partial<ExtensionContext>
  readonly viewer: ExtensionViewer | null
  /** Whether a component or a mobile extension is shown. */
  readonly visible: boolean
  /** Whether the viewer points at the extension's icon, for overlays and components. */
  readonly highlighted: boolean
  /** The position of a component in the player. */
  readonly position: ExtensionPosition | null
  readonly features: ExtensionFeatures
  /** The stored segments as Twitch has sent them; `null` before. {@link extensionConfiguration} reads them. */
  readonly configuration: Readonly<Partial<Record<ExtensionSegment, ConfigurationRecord | undefined>>> | null
  readonly view: ExtensionView
  /** Why the extension is `absent`. */
  readonly error: HelixError | null
}
