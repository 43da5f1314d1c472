import { refuse } from './refusal.ts'

/** A token that an extension's backend signed is good for that extension alone. */
export function refuseForeign(extensionId: string, clientId: string): void {
  if (extensionId !== clientId) refuse(401, 'JWT token is not valid for this extension.')
}
