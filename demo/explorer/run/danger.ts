import type { EndpointSpec } from 'tinyhelix'
import { isWrite } from '../facts/library.ts'

/** What a call does that no other call can undo; `''` if it does nothing of that kind. */
function dangerOf(name: string, { path }: EndpointSpec): string {
  if (/^(delete|end)/.test(name)) return 'What it deletes or ends does not come back.'
  if (/^send/.test(name)) return 'Others see it at once, and it cannot be taken back.'
  if (name === 'startCommercial') return 'All viewers see ads at once.'
  if (name === 'warnChatUser') return 'A warning cannot be taken back.'
  if (name === 'resolveUnbanRequest' || name === 'updateRedemptionStatus') return 'The decision is final.'
  if (name === 'createExtensionSecret') return 'It replaces the secrets that there are.'
  if (name === 'manageHeldAutoModMessages') return 'The decision about the message is final.'
  return path === '/extensions/jwt/secrets' && name !== 'getExtensionSecrets' ? 'It replaces secrets.' : ''
}

/** What to ask before a call; `''` if it can be made at once. */
export function questionFor(name: string, spec: EndpointSpec, isReal: boolean): string {
  const danger = dangerOf(name, spec)
  if (danger) return danger
  return isReal && isWrite(spec) ? 'This changes something at the real Twitch.' : ''
}
