import { exchange } from '../request/exchange.ts'
import { id } from '../schema/parameters.ts'
import type { Network } from '../spec.ts'
import { readAnswer } from './readAnswer.ts'

/**
 * Asks Helix for the user of a token. It is for pages that cannot reach id.twitch.tv. Helix refuses the token of
 * another client id with `unauthorized`.
 */
export async function userOfToken(
  token: string,
  clientId: string,
  network: Network,
  signal: AbortSignal,
): Promise<{ readonly userId: string; readonly login: string; readonly clientId: string }> {
  const headers = { Authorization: `Bearer ${token}`, 'Client-Id': clientId }
  const request = { method: 'GET', path: '/users', headers }
  const { data } = Object(await exchange(network, 'baseURL', request, { timeout: 10_000, signal }, token))
  const { id: userId, login } = readAnswer(request, Object(data)[0], { id: id, login: id })
  return { userId, login, clientId }
}
