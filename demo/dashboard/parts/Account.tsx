import { useHelixAuth } from 'tinyhelix/react'
import { Avatar } from './Avatar.tsx'
import { Icon } from './Icon.tsx'
import { setTheme, useTheme } from './theme.ts'

/** Who is signed in, with what they can do about it. */
export function Account() {
  const { session, signIn, signOut } = useHelixAuth()
  const theme = useTheme()
  if (!session?.userId) return null
  return (
    <>
      <button
        type="button"
        className="button button-icon"
        popoverTarget="account"
        aria-label={`Signed in as ${session.login}`}
      >
        <Avatar userId={session.userId} size={32} />
      </button>
      <div className="menu" id="account" popover="auto">
        <p className="muted">Signed in as {session.login}</p>
        {/* Twitch shows its page again, on which another account can be chosen. */}
        <button type="button" className="menu-item" onClick={() => signIn({ forceVerify: true })}>
          <Icon name="users" />
          Switch account
        </button>
        <button type="button" className="menu-item" onClick={() => setTheme(theme === 'dark' ? 'light' : 'dark')}>
          <Icon name={theme === 'dark' ? 'sun' : 'moon'} />
          {theme === 'dark' ? 'Light theme' : 'Dark theme'}
        </button>
        <button type="button" className="menu-item" onClick={() => signOut()}>
          <Icon name="signOut" />
          Sign out
        </button>
      </div>
    </>
  )
}
