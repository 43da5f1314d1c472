import { type CheermoteFormats, type CheermoteTier, getCheermotes } from '../../endpoints/bits/getCheermotes.ts'
import { data } from '../wire/helix/response.ts'
import { route } from '../wire/helix/route.ts'
import { type Person, usersOf } from '../world/users.ts'
import { day, timestamp, type World } from '../world/world.ts'
import type { Feature } from './feature.ts'

function tier({ image }: World, prefix: string, min_bits: number, color: string): CheermoteTier {
  const url = (format: string, scale: number) =>
    image(`cheermote/${prefix}${min_bits}/${format}-${28 * scale}x${28 * scale}.svg`)
  const scales = (format: string) => ({
    '1': url(format, 1),
    '1.5': url(format, 1.5),
    '2': url(format, 2),
    '3': url(format, 3),
    '4': url(format, 4),
  })
  const formats: CheermoteFormats = { animated: scales('animated'), static: scales('static') }
  return {
    min_bits,
    id: `${min_bits}`,
    color,
    images: { dark: formats, light: formats },
    can_cheer: true,
    show_in_bits_card: true,
  }
}

/** The minimum Bits, the image and the color of each tier. */
export const cheermoteTiers: readonly (readonly [bits: number, color: string])[] = [
  [1, '#979797'],
  [100, '#9c3ee8'],
  [1000, '#1db2a5'],
  [5000, '#0099fe'],
  [10_000, '#f43021'],
]

/** The prefixes of Cheermotes: the global ones, and an own one in channels with Bits. */
export const cheermotePrefixes = (channel: Person | undefined): string[] => [
  'Cheer',
  'FakeCheer',
  ...(channel?.broadcaster_type ? [channel.login.replace(/\W|_/g, '')] : []),
]

export const cheermotes: Feature = [
  route(getCheermotes, ({ world, params }) => {
    return data(
      cheermotePrefixes(usersOf(world).byId(params.broadcaster_id ?? '')).map((prefix, index) => ({
        prefix,
        tiers: cheermoteTiers.map(([bits, color]) => tier(world, prefix, bits, color)),
        type: index === 2 ? 'channel_custom' : 'global_first_party',
        order: index + 1,
        last_updated: timestamp(world.begun - 400 * day),
        is_charitable: false,
      })),
    )
  }),
]
