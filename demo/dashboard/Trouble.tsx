import type { HelixError } from 'tinyhelix'
import { useHelixAuth } from 'tinyhelix/react'
import { Icon } from './Icon.tsx'

const titles: Partial<Record<HelixError['code'], string>> = {
  network: 'Twitch cannot be reached',
  timeout: 'Twitch takes too long',
  rate_limited: 'Twitch asks for a pause',
  server_error: 'Twitch has a problem',
  scope: 'One more permission is needed',
  forbidden: 'Twitch does not allow this',
  token: 'Your session has ended',
}

/** Says what went wrong, in Twitch's words where there are any, and offers the way on. */
export function Trouble({ error, retry }: { error: HelixError; retry?: () => unknown }) {
  const { signIn } = useHelixAuth()
  const [scope] = error.missing ?? []
  return (
    <div className="notice notice-error" role="alert">
      <Icon name={scope ? 'key' : 'warning'} />
      <div>
        <strong>{titles[error.code] ?? 'That did not work'}</strong>
        <p>{scope ? 'Twitch asks you for it; nothing else changes.' : (error.detail ?? error.message)}</p>
      </div>
      {scope ? (
        <button type="button" className="button" onClick={() => signIn({ scopes: [scope] })}>
          Allow it
        </button>
      ) : (
        retry && (
          <button type="button" className="button" onClick={() => retry()}>
            Try again
          </button>
        )
      )}
    </div>
  )
}
