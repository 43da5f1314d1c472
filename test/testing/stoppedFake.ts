import * as twitch from 'tinyhelix'
import { createFakeTwitch } from 'tinyhelix/testing'

/** A fake whose time stands still until the test moves it, with clients that validate every answer. */
export const setUp = () => {
  let now = Date.parse('2026-05-01T12:00:00Z')
  const fake = createFakeTwitch({ now: () => now })
  const pass = (seconds: number) => {
    now += seconds * 1000
  }
  const checked = <K extends twitch.TokenKind>({ auth }: twitch.HelixClient<K>) => {
    if (!auth) throw new Error('A client of the fake has an auth.')
    return twitch.createClient({ ...fake.network, auth, validate: 'throw' })
  }
  const as = (user: string) => checked(fake.client({ user }))
  const app = checked(fake.client({ kind: 'app' }))
  return { fake, pass, as, ada: as('ada'), app }
}

/** Matches an error with this status. */
export const refused = (status: number) => ({ status })
