import { useHelixAuth } from 'tinyhelix/react'
import { Trouble } from '../parts/Trouble.tsx'
import { isReady } from '../twitch.ts'

/** What one sees before signing in. */
export function Welcome() {
  const { error, signIn } = useHelixAuth()
  return (
    <section className="welcome">
      <h1>Run your channel from one page</h1>
      <p>See who follows you, run polls, answer rewards, and keep your chat friendly.</p>
      <Trouble error={error} />
      {isReady ? (
        <button type="button" className="button button-main" onClick={() => signIn()}>
          Sign in with Twitch
        </button>
      ) : (
        <p role="alert">
          To sign in, the page needs a Twitch client ID: add <code>?client_id=…</code> to its address, or set{' '}
          <code>VITE_TWITCH_CLIENT_ID</code>.
        </p>
      )}
      <p className="muted">Signing in shares your name only. The dashboard asks again before it sees anything else.</p>
    </section>
  )
}
