import { failure } from '../errors.ts'
import { exchange, parse } from '../request/exchange.ts'
import type { Network } from '../spec.ts'
import { isString, readFields } from './readFields.ts'

/**
 * Asks Helix whose token it is, for pages that cannot reach id.twitch.tv. Helix refuses the token of another client id with
 * `unauthorized`.
 */
export async function userOfToken(
  token: string,
  clientId: string,
  network: Network,
): Promise<{ readonly userId: string; readonly login: string; readonly clientId: string }> {
  const headers = { Authorization: `Bearer ${token}`, 'Client-Id': clientId }
  const request = { method: 'GET', path: '/users', headers }
  const { data } = Object(parse(await exchange(network, 'baseURL', request, { timeout: 10_000 }, token)))
  const read = readFields(Object(data)[0], problem => failure('schema', request, `was answered wrongly: ${problem}.`))
  return { userId: read('id', isString), login: read('login', isString), clientId }
}
