import type { ExtensionSecret, ExtensionSecrets } from '../../endpoints/extensions/secrets.ts'
import { letterCode } from './random.ts'
import { day, minute, perChannel, second, timestamp, type World } from './world.ts'

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
export function currentSecrets(world: World, id: string): ExtensionSecrets {
  const standing = secretsOf(world, id).filter(({ expires_at }) => Date.parse(expires_at) > world.now())
  return { format_version: 1, secrets: standing }
}

/** The secret that signs an extension's tokens now. */
export const secretOf = (world: World, id: string): string =>
  currentSecrets(world, id)
    .secrets.filter(({ active_at }) => Date.parse(active_at) <= world.now())
    .at(-1)?.content ?? ''

/** Adds a secret that is active after `delay` seconds. The former secrets end soon after the new one is active. */
export function addSecret(world: World, id: string, delay: number): void {
  const all = secretsOf(world, id)
  const activeAt = world.now() + delay * second
  const end = timestamp(activeAt + 5 * minute)
  for (const secret of all) if (secret.expires_at > end) secret.expires_at = end
  all.push(newSecret(world, id, all.length, activeAt))
}
