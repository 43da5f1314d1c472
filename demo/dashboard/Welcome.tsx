import { useHelixAuth } from 'tinyhelix/react'
import { Trouble } from './Trouble.tsx'

/** What one sees before signing in. */
export function Welcome() {
  const { error, signIn } = useHelixAuth()
  return (
    <section className="hero">
      <div className="hero-text">
        <h1>Your channel at a glance</h1>
        <p className="lead">
          Who is live, who follows, who is kept out, what your viewers think. In React, with TanStack Query, over
          tinyhelix.
        </p>
        {error && <Trouble error={error} />}
        <div className="hero-actions">
          <button type="button" className="button button-main" onClick={() => signIn()}>
            Sign in with Twitch
          </button>
        </div>
        <p className="muted">Signing in asks for no permission yet: each feature does when you first open it.</p>
      </div>
    </section>
  )
}
