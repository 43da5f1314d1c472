import { type ExtensionTransaction, getExtensionTransactions } from '../../endpoints/bits/getExtensionTransactions.ts'
import type { ExtensionBitsProduct } from '../../endpoints/extensions/bitsProduct.ts'
import { getExtensionBitsProducts } from '../../endpoints/extensions/getExtensionBitsProducts.ts'
import { updateExtensionBitsProduct } from '../../endpoints/extensions/updateExtensionBitsProduct.ts'
import { refuse } from '../wire/helix/refusal.ts'
import { data, one } from '../wire/helix/response.ts'
import { many, route } from '../wire/helix/route.ts'
import { between, uuid } from '../world/random.ts'
import { asBroadcaster, asUser, type Person, somePeople, usersOf } from '../world/users.ts'
import { day, minute, perChannel, timestamp, type World } from '../world/world.ts'
import type { Feature } from './feature.ts'

/** The products of an extension, in the order in which they were added. */
const productsOf = perChannel(({ begun }): ExtensionBitsProduct[] => {
  const product = (sku: string, amount: number, display_name: string, rest: Partial<ExtensionBitsProduct> = {}) => ({
    sku,
    cost: { amount, type: 'bits' },
    in_development: false,
    display_name,
    expiration: '',
    is_broadcast: false,
    ...rest,
  })
  return [
    product('confetti', 50, 'Confetti', { is_broadcast: true }),
    product('cat-hat', 250, 'Hat for the cat'),
    product('fog.machine', 900, 'Fog machine', { in_development: true }),
    product('winter-sale', 10, 'Snowball', { expiration: timestamp(begun - 20 * day) }),
  ]
})

const isSold = ({ world }: { readonly world: World }, { expiration }: ExtensionBitsProduct) =>
  !expiration || Date.parse(expiration) > world.now()

const dataOf = (extensionId: string, product: ExtensionBitsProduct | undefined) => ({
  domain: `twitch.ext.${extensionId}`,
  sku: product?.sku ?? '',
  cost: product?.cost ?? { amount: 0, type: 'bits' },
  inDevelopment: product?.in_development ?? false,
  displayName: product?.display_name ?? '',
  expiration: '',
  broadcast: product?.is_broadcast ?? false,
})

/** Purchases from before this world was created, the newest first. */
const transactionsOf = perChannel((world, extensionId): ExtensionTransaction[] => {
  const sold = productsOf(world, extensionId).filter(({ in_development }) => !in_development)
  const channels = usersOf(world).all
  return somePeople(world, 45, extensionId, 'transactions').map((buyer, index): ExtensionTransaction => {
    const product = sold[between(0, sold.length - 1, extensionId, 'product', index)]
    const channel = channels[between(0, 5, extensionId, 'channel', index)] ?? buyer
    return {
      id: uuid(world.seed, extensionId, 'transaction', index),
      timestamp: timestamp(world.begun - (index + 1) * 37 * minute),
      ...asBroadcaster(channel),
      ...asUser(buyer),
      product_type: 'BITS_IN_EXTENSION',
      product_data: dataOf(extensionId, product),
    }
  })
})

/** The products that viewers can buy now. */
export const productsSold = (world: World, extensionId: string): readonly ExtensionBitsProduct[] =>
  productsOf(world, extensionId).filter(product => isSold({ world }, product))

/** Lets a viewer buy a product. Returns the transaction. */
export function buyProduct(
  world: World,
  extensionId: string,
  channel: Person,
  buyer: Person,
  product: ExtensionBitsProduct,
): ExtensionTransaction {
  const all = transactionsOf(world, extensionId)
  const transaction: ExtensionTransaction = {
    id: uuid(world.seed, extensionId, 'bought', all.length),
    timestamp: timestamp(world.now()),
    ...asBroadcaster(channel),
    ...asUser(buyer),
    product_type: 'BITS_IN_EXTENSION',
    product_data: dataOf(extensionId, product),
  }
  all.unshift(transaction)
  return transaction
}

export const extensionProducts: Feature = [
  route(getExtensionBitsProducts, context => {
    const all = productsOf(context.world, context.clientId)
    return data(context.params.should_include_all ? all : all.filter(product => isSold(context, product)))
  }),
  route(updateExtensionBitsProduct, ({ world, params, clientId }) => {
    const all = productsOf(world, clientId)
    const { sku, cost, display_name, in_development = false, expiration, is_broadcast = false } = params
    const product: ExtensionBitsProduct = {
      sku,
      cost: { ...cost },
      in_development,
      display_name,
      expiration: expiration === undefined ? '' : timestamp(Date.parse(expiration)),
      is_broadcast,
    }
    const place = all.findIndex(known => known.sku === sku)
    all.splice(place < 0 ? all.length : place, 1, product)
    return one(product)
  }),
  route(getExtensionTransactions, ({ world, params, clientId, page }) => {
    if (params.extension_id !== clientId) {
      refuse(401, 'The ID in extension_id must match the client ID in the access token.')
    }
    const all = transactionsOf(world, clientId)
    const ids = many(params.id)
    if (ids?.some(id => !all.some(row => row.id === id))) refuse(404, 'One or more of the transactions were not found.')
    return page(ids ? all.filter(({ id }) => ids.includes(id)) : all)
  }),
]
