// A page with many accounts. Its tests sign out in one tab while another tab renews the token.
import { deviceCode } from 'tinyhelix'
import type { RacePage, RacesPageConfig } from '../signOutRacesSite.ts'

const config: RacesPageConfig = JSON.parse(document.getElementById('config')?.textContent ?? '')
const tokens: string[] = []

/** Records each token from Twitch. */
const noting: typeof fetch = async (...request) => {
  const response = await fetch(...request)
  const { access_token } = await response
    .clone()
    .json()
    .catch(() => ({}))
  if (access_token) tokens.push(access_token)
  return response
}

const accounts = config.names.map(name => {
  const auth = deviceCode({ ...config.network, clientId: config.clientId, name, fetch: noting })
  const statuses: string[] = []
  auth.subscribe(({ status }) => void statuses.push(status))
  return { auth, statuses }
})

const accountOf = (index: number) => {
  const account = accounts[index]
  if (!account) throw new Error(`There is no account ${index}.`)
  return account
}
const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

const race: RacePage = {
  codeFor: index =>
    new Promise(resolve => accountOf(index).auth.signIn({ onCode: ({ user_code }) => resolve(user_code) })),
  renew: async index => {
    const { auth } = accountOf(index)
    auth.invalidate(await auth.getToken())
    await auth.getToken().catch(() => {})
  },
  signOut: async (index, ms) => {
    await pause(ms)
    const { auth, statuses } = accountOf(index)
    const leaving = auth.signOut()
    statuses.length = 0
    await leaving
  },
  look: index => {
    const { auth, statuses } = accountOf(index)
    return { status: auth.state.status, statuses }
  },
  tokens: () => tokens,
}

Object.assign(globalThis, { race })
