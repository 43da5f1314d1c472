import type { ExtensionAuthorized, ExtensionHelper } from '../auth/extensionHelper.ts'
import { letterCode } from './world/random.ts'

/** The viewer of an extension, and the channel. */
export interface ExtensionHelperOptions {
  /** The channel of the extension, by login or id. */
  readonly channel: string
  /** The viewer who has shared their id, by login or id. @defaultValue a viewer who is not logged in */
  readonly user?: string | undefined
  /** @defaultValue `broadcaster` for the channel's own user, otherwise `viewer` */
  readonly role?: 'broadcaster' | 'moderator' | 'viewer' | 'external' | undefined
}

/** The replacement for `window.Twitch.ext`. */
export interface FakeExtensionHelper extends ExtensionHelper {
  readonly viewer: {
    /** Begins with `U`, or with `A` for a viewer who is not logged in. */
    readonly opaqueId: string
    readonly id: string | null
    readonly role: string
    readonly isLinked: boolean
  }
}

/** Creates the helper. It calls its callback a moment later, as Twitch's helper does. */
export function createExtensionHelper(
  channelId: string,
  userId: string | null,
  { role = userId === channelId ? 'broadcaster' : 'viewer' }: ExtensionHelperOptions,
  credentials: Pick<ExtensionAuthorized, 'clientId' | 'helixToken'> & { readonly token: string },
): FakeExtensionHelper {
  const opaqueId = userId === null ? `A${letterCode(20, channelId)}` : `U${userId}`
  return {
    viewer: { opaqueId, id: userId, role, isLinked: userId !== null },
    onAuthorized: callback => {
      queueMicrotask(() => callback({ ...credentials, channelId, userId: opaqueId }))
    },
  }
}
