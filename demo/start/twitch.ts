import { createClient, isHelixError, userToken } from 'tinyhelix'
import { networkAt } from 'tinyhelix/testing'
import { ask } from './ask.ts'

export const fakeURL = import.meta.env.VITE_FAKE_TWITCH ?? ''

const clientId = 'tinyhelix-start'

/** In a program of your own: `createClient({ auth: implicitGrant({ clientId: '…' }) })`. */
export const client = createClient({
  auth: userToken(async () => `${Object(await ask('token')).token}`, { clientId }),
  ...networkAt(import.meta.env.VITE_FAKE_TWITCH),
})

/** What went wrong, and what to do. */
export function adviceFor(error: unknown): string {
  if (isHelixError(error, 'network') || isHelixError(error, 'timeout')) {
    return 'The fake Twitch can’t be reached. Start the demos again with npm start, then reload this page.'
  }
  if (!isHelixError(error)) return `${Object(error).message ?? 'That didn’t work.'}`
  const { status, detail } = error
  const answer = status ? `The fake Twitch answered ${status}${detail ? `: “${detail}”` : ''}. ` : `${error.message} `
  if (error.code === 'unauthorized' || error.code === 'token') return `${answer}Reload this page to sign in again.`
  if (error.code === 'rate_limited' || error.code === 'server_error') {
    return `${answer}Stop the simulated error on the fake Twitch’s page, or try again in a moment.`
  }
  return answer.trim()
}
