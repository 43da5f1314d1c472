import { createExtensionSecret } from '../../endpoints/extensions/createExtensionSecret.ts'
import { getExtensionSecrets } from '../../endpoints/extensions/getExtensionSecrets.ts'
import type { ExtensionSecret, ExtensionSecrets } from '../../endpoints/extensions/secrets.ts'
import { data, one } from '../wire/helix/response.ts'
import { route } from '../wire/helix/route.ts'
import { letterCode } from '../world/random.ts'
import { day, minute, perChannel, second, timestamp, type World } from '../world/world.ts'
import { refuseForeign } from './extensions.ts'
import type { Feature } from './feature.ts'

/** The lifetime of a secret that is not replaced. */
const lifetime = 100 * 365 * day

const newSecret = (world: World, id: string, number: number, activeAt: number): ExtensionSecret => ({
  content: btoa(letterCode(32, world.seed, 'extension secret', id, number)),
  active_at: timestamp(activeAt),
  expires_at: timestamp(activeAt + lifetime),
})

/** All secrets of an extension, the oldest first. */
const secretsOf = perChannel((world, id): ExtensionSecret[] => [newSecret(world, id, 0, world.begun - 30 * day)])

/** The secrets that are still valid. */
function current(world: World, id: string): ExtensionSecrets {
  const standing = secretsOf(world, id).filter(({ expires_at }) => Date.parse(expires_at) > world.now())
  return { format_version: 1, secrets: standing }
}

/** The secret that signs an extension's tokens now. */
export const secretOf = (world: World, id: string): string =>
  current(world, id)
    .secrets.filter(({ active_at }) => Date.parse(active_at) <= world.now())
    .at(-1)?.content ?? ''

export const extensionSecrets: Feature = [
  route(getExtensionSecrets, ({ world, params, clientId }) => {
    refuseForeign(params.extension_id ?? clientId, clientId)
    return data([current(world, clientId)])
  }),
  route(createExtensionSecret, ({ world, params, clientId, now }) => {
    refuseForeign(params.extension_id, clientId)
    const all = secretsOf(world, clientId)
    const activeAt = now() + (params.delay ?? 300) * second
    // The former secrets end soon after the new one is active.
    const end = timestamp(activeAt + 5 * minute)
    for (const secret of all) if (secret.expires_at > end) secret.expires_at = end
    all.push(newSecret(world, clientId, all.length, activeAt))
    return one(current(world, clientId))
  }),
]
