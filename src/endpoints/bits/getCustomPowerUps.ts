import { type Endpoint, list } from '../../endpoint.ts'
import { number, object, optional } from '../../schema/object.ts'
import { ids, type OneOrMore, self } from '../../schema/parameters.ts'
import { type Redeemable, redeemable } from '../channel-points/redeemable.ts'

export interface GetCustomPowerUpsParams {
  /** The channel. @defaultValue the signed-in user; Twitch accepts no other id */
  broadcaster_id?: string
  /** Up to 100 Power-ups. @defaultValue all */
  id?: OneOrMore<string> | undefined
}

/** A custom Power-up of a channel, which viewers pay for with Bits. */
export interface CustomPowerUp extends Redeemable {
  /** The price in Bits. */
  bits: number
}

/**
 * The custom Power-ups of your channel.
 *
 * Takes a user token with the scope `bits:read`.
 *
 * @see https://dev.twitch.tv/docs/api/reference/bits#get-custom-power-up
 * @example
 * ```ts
 * import { type HelixClient, getCustomPowerUps } from 'tinyhelix'
 *
 * async function prices(client: HelixClient) {
 *   return (await getCustomPowerUps(client)).map(({ title, bits }) => `${title}: ${bits} Bits`)
 * }
 * ```
 */
export const getCustomPowerUps: Endpoint<GetCustomPowerUpsParams, CustomPowerUp[]> = list({
  path: '/bits/custom_power_ups',
  scopes: ['bits:read'],
  params: { broadcaster_id: self, id: optional(ids(100)) },
  item: object<CustomPowerUp>({ ...redeemable, bits: number }),
  staleTime: 60_000,
})
