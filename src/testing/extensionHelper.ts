import type { ExtensionAuthorized, ExtensionHelper } from '../auth/extensionHelper.ts'
import { letterCode } from './world/random.ts'

/** Who looks at an extension, and where. */
export interface ExtensionHelperOptions {
  /** The channel that it runs in, by login or id. */
  readonly channel: string
  /** Who looks at it and has shared who they are, by login or id. @defaultValue somebody who is not logged in */
  readonly user?: string | undefined
  /** @defaultValue `broadcaster` for the channel's own user, else `viewer` */
  readonly role?: 'broadcaster' | 'moderator' | 'viewer' | 'external' | undefined
}

/** What stands in for `window.Twitch.ext`. */
export interface FakeExtensionHelper extends ExtensionHelper {
  readonly viewer: {
    /** Begins with `U`, or with `A` for a viewer who is not logged in. */
    readonly opaqueId: string
    readonly id: string | null
    readonly role: string
    readonly isLinked: boolean
  }
}

/** Makes the helper; it calls back a moment later, as Twitch's does. */
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
