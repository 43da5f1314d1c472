import { exchange } from '../request/exchange.ts'
import type { Network } from '../spec.ts'

/** Helix knows the user too, where id.twitch.tv cannot be reached, and it refuses another client id's token. */
export async function askHelix(token: string, clientId: string, network: Network) {
  const headers = { Authorization: `Bearer ${token}`, 'Client-Id': clientId }
  const text = await exchange(network, 'baseURL', { method: 'GET', path: '/users', headers }, {}, token)
  const [{ id, login }] = JSON.parse(text).data
  return { userId: String(id), login: String(login), clientId, checkAt: Date.now() + 60_000 }
}
