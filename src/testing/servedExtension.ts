import type { ExtensionSegment } from '../endpoints/extensions/segment.ts'
import type { ExtensionTarget } from '../extension/extensionMessages.ts'
import type { ConfigurationRecord } from '../extension/twitchHelper.ts'
import type { ExtensionControl, FakeExtensionHelper } from './extensionHelper.ts'

/** The places where Twitch shows an extension, by their names in `getExtensions`. */
export type ExtensionViewName = 'panel' | 'component' | 'video_overlay' | 'mobile' | 'config' | 'live_config'

/** The viewer of a view of the rig. */
export type RigViewer = 'viewer' | 'other' | 'unlinked' | 'logged_out' | 'moderator' | 'broadcaster'

/** The content of a rig. */
export interface RigOptions {
  /**
   * The address of the extension's page, or of a folder, which ends with `/` and has a page for each view: `panel.html`,
   * `video_component.html`, `video_overlay.html`, `mobile.html`, `config.html`, `live_config.html`.
   */
  readonly url: string
  /**
   * Views, such as `panel` or `panel:moderator`, or `all`. Without a viewer, `config` and `live_config` are shown to the
   * broadcaster, and all others to a viewer who has shared their id.
   */
  readonly views: readonly (ExtensionViewName | `${ExtensionViewName}:${RigViewer}` | 'all')[]
  /** Applies Twitch's Content-Security-Policy. @defaultValue `false` */
  readonly policy?: boolean | undefined
  /** The origins in the allowlists of this policy. @defaultValue none */
  readonly origins?: readonly string[] | undefined
  /** The height of panels in pixels, from 100 to 500. @defaultValue `300` */
  readonly height?: number | undefined
  /** The language of the viewer's Twitch. @defaultValue `'en-US'` */
  readonly locale?: string | undefined
  /** @defaultValue `'light'` */
  readonly theme?: 'light' | 'dark' | undefined
  /** The lifetime of tokens. New ones arrive before it ends. @defaultValue `3600`, an hour */
  readonly lifetimeSeconds?: number | undefined
}

type Controls = Pick<
  ExtensionControl,
  'context' | 'features' | 'visible' | 'highlighted' | 'position' | 'viewer' | 'renew' | 'answer'
>

/** {@link ExtensionControl} of a page in a rig, whose functions return promises. */
export type ServedExtensionControl = {
  readonly [Name in keyof Controls]: (...args: Parameters<Controls[Name]>) => Promise<void>
}

/** A page of an extension in a rig, as it was when {@link ServedExtension.frames} was called. */
export interface ServedExtensionFrame extends Pick<ExtensionControl, 'prompts' | 'errors' | 'isMinimized'> {
  readonly view: ExtensionViewName
  readonly viewer: Pick<FakeExtensionHelper['viewer'], 'opaqueId' | 'id' | 'role' | 'isLinked' | 'subscriptionStatus'>
  readonly control: ServedExtensionControl
}

/** The extension of a served fake, and its rig. */
export interface ServedExtension {
  /** Returns the address of the rig with views of your extension, for a browser to open. */
  readonly rigURL: (options: RigOptions) => string
  /** Resolves to the pages that rigs show now, the oldest first. */
  readonly frames: () => Promise<readonly ServedExtensionFrame[]>
  /** Sends a message as JSON to the pages of a channel, as a backend does. @defaultValue of `channel`: `'ada'` */
  readonly send: (target: ExtensionTarget, message: unknown, channel?: string) => Promise<void>
  /** Resolves to the stored segments that pages of a channel see. @defaultValue of `channel`: `'ada'` */
  readonly segments: (channel?: string) => Promise<Partial<Record<ExtensionSegment, ConfigurationRecord>>>
  /** Stores a segment. Pages see it when they load. @defaultValue of `channel`: `'ada'` */
  readonly store: (segment: ExtensionSegment, record: ConfigurationRecord, channel?: string) => Promise<void>
  /** Resolves to the secret that signs JWTs, in base64, for a backend to verify them with. */
  readonly secret: () => Promise<string>
}

const controls = ['context', 'features', 'visible', 'highlighted', 'position', 'viewer', 'renew', 'answer'] as const

/** Controls the extension of a fake that is served at an address. */
export function servedExtension(
  address: string,
  post: (name: string, body?: object) => Promise<Record<string, unknown>>,
): ServedExtension {
  const controlOf = (id: string) =>
    Object.fromEntries(
      controls.map(name => [
        name,
        async (value: unknown) => {
          await post('extension-control', { id, name, value })
        },
      ]),
    ) as ServedExtensionControl
  return {
    rigURL: ({ url, views, policy, origins, ...settings }) => {
      const rig = new URL(`${address}/extension`)
      rig.searchParams.set('url', url)
      for (const view of views) rig.searchParams.append('view', view)
      if (policy) rig.searchParams.set('policy', '')
      if (origins) rig.searchParams.set('origins', origins.join(' '))
      for (const [name, value] of Object.entries(settings)) {
        if (value !== undefined) rig.searchParams.set(name, `${value}`)
      }
      return rig.href
    },
    frames: async () => {
      const { frames } = await post('extension-frames')
      const found = frames as readonly (Omit<ServedExtensionFrame, 'control'> & { readonly id: string })[]
      return found.map(({ id, ...frame }) => ({ ...frame, control: controlOf(id) }))
    },
    send: async (target, message, channel) => {
      await post('extension-message', { target, message: JSON.stringify(message), channel })
    },
    segments: async channel => {
      const { segments } = await post('extension-segments', { channel })
      return segments as Partial<Record<ExtensionSegment, ConfigurationRecord>>
    },
    store: async (segment, record, channel) => {
      await post('extension-store', { segment, ...record, channel })
    },
    secret: async () => `${(await post('extension-secret'))['secret']}`,
  }
}
