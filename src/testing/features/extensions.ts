import type { Extension } from '../../endpoints/extensions/extension.ts'
import { getExtensionLiveChannels } from '../../endpoints/extensions/getExtensionLiveChannels.ts'
import { getExtensions } from '../../endpoints/extensions/getExtensions.ts'
import { getReleasedExtensions } from '../../endpoints/extensions/getReleasedExtensions.ts'
import type { UserExtension } from '../../endpoints/users/getUserExtensions.ts'
import { refuse } from '../wire/helix/refusal.ts'
import { data, one } from '../wire/helix/response.ts'
import { route } from '../wire/helix/route.ts'
import { hash, letterCode } from '../world/random.ts'
import { perWorld, type World } from '../world/world.ts'
import { channelOf } from './channels.ts'
import type { Feature } from './feature.ts'
import { liveStreamsOf } from './streams.ts'

const known: readonly Omit<UserExtension, 'id'>[] = [
  { version: '1.2.0', name: 'Patch Notes', can_activate: true, type: ['panel'] },
  { version: '0.9.4', name: 'Cat Counter', can_activate: true, type: ['component', 'panel', 'mobile'] },
  { version: '2.0.0', name: 'Loud Overlay', can_activate: true, type: ['overlay'] },
  { version: '1.0.1', name: 'Half Finished', can_activate: false, type: ['panel', 'overlay'] },
]

/** The extensions that every channel has installed. */
export const installedOf: (world: World) => readonly UserExtension[] = perWorld(({ seed }) =>
  known.map((extension, index) => ({ ...extension, id: letterCode(30, seed, 'installed', index) })),
)

function viewsOf({ id, version, type }: Pick<UserExtension, 'id' | 'version' | 'type'>): Extension['views'] {
  const page = (name: string) => ({
    viewer_url: `https://${id}.extension.example/${version}/${name}.html`,
    can_link_external_content: false,
  })
  return {
    config: page('config'),
    ...(type.includes('mobile') && { mobile: { viewer_url: page('mobile').viewer_url } }),
    ...(type.includes('panel') && { panel: { ...page('panel'), height: 300 } }),
    ...(type.includes('overlay') && { video_overlay: page('overlay') }),
    ...(type.includes('component') && {
      component: {
        ...page('component'),
        aspect_width: 0,
        aspect_height: 0,
        aspect_ratio_x: 48_000,
        aspect_ratio_y: 36_000,
        autoscale: true,
        scale_pixels: 1024,
        target_height: 5333,
        size: 0,
        zoom: false,
        zoom_pixels: 0,
      },
    }),
  }
}

function describe(world: World, extension: Omit<UserExtension, 'can_activate'>, state: string): Extension {
  const { id, name, version } = extension
  const icon = (size: string) => world.image(`picture/11-${size}.svg`)
  return {
    author_name: 'Spare Parts',
    bits_enabled: true,
    can_install: true,
    configuration_location: 'hosted',
    description: `${name} tells viewers what goes on.`,
    eula_tos_url: '',
    has_chat_support: true,
    icon_url: icon('100x100'),
    icon_urls: { '24x24': icon('24x24'), '100x100': icon('100x100'), '300x200': icon('300x200') },
    id,
    name,
    privacy_policy_url: '',
    request_identity_link: true,
    screenshot_urls: [world.image('picture/12-1024x768.svg')],
    state,
    subscriptions_support_level: 'optional',
    summary: 'Tells viewers what goes on.',
    support_email: 'support@mail.example',
    version,
    viewer_summary: 'See what goes on.',
    views: viewsOf(extension),
    allowlisted_config_urls: [],
    allowlisted_panel_urls: [],
  }
}

const isReleased = ({ state }: Extension) => state === 'Released'

/**
 * The versions of an extension, the newest first; none for an unknown extension. Besides installed extensions, each
 * application that asks counts as an extension with a released version and one in test.
 */
export function versionsOf(world: World, id: string, clientId: string): readonly Extension[] {
  const found = installedOf(world).find(extension => extension.id === id)
  if (found) return [describe(world, found, 'Released')]
  if (id !== clientId) return []
  const own = { id, name: 'Demo Extension', type: ['panel', 'overlay', 'component', 'mobile'] } as const
  return [
    describe(world, { ...own, type: [...own.type], version: '0.0.2' }, 'InTest'),
    describe(world, { ...own, type: [...own.type], version: '0.0.1' }, 'Released'),
  ]
}

/** One version of an extension; the latest released one by default. */
export const versionOf = (versions: readonly Extension[], version: string | undefined): Extension | undefined =>
  versions.find(extension => (version === undefined ? isReleased(extension) : extension.version === version))

/** A released version of an extension. */
const releasedVersionOf = (versions: readonly Extension[], version: string | undefined): Extension | undefined =>
  versionOf(versions.filter(isReleased), version)

/** A token signed by an extension's backend is valid for that extension only. */
export function refuseForeign(extensionId: string, clientId: string): void {
  if (extensionId !== clientId) refuse(401, 'JWT token is not valid for this extension.')
}

export const extensions: Feature = [
  route(getExtensions, ({ world, params, clientId }) => {
    const versions = versionsOf(world, params.extension_id, clientId)
    if (!versions.length) refuse(404, 'The extension was not found.')
    const found = versionOf(versions, params.extension_version)
    return data(found ? [found] : [])
  }),
  route(getReleasedExtensions, ({ world, params, clientId }) => {
    const found = releasedVersionOf(versionsOf(world, params.extension_id, clientId), params.extension_version)
    return found ? one(found) : refuse(404, 'The extension was not found or is not released.')
  }),
  route(getExtensionLiveChannels, ({ world, params, clientId, page }) => {
    if (!versionsOf(world, params.extension_id, clientId).length) refuse(404, 'The extension was not found.')
    // Every seventh live channel has a given extension active.
    const live = [...liveStreamsOf(world).values()].filter(({ id }) => hash(id, params.extension_id) % 7 === 0)
    const rows = live.map(({ person }) => {
      const channel = channelOf(world, person.id)
      return {
        broadcaster_id: person.id,
        broadcaster_name: person.display_name,
        game_name: channel?.game_name ?? '',
        game_id: channel?.game_id ?? '',
        title: channel?.title ?? '',
      }
    })
    return page(rows, { last: 'text' })
  }),
]
