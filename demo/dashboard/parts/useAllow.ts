import { isHelixError, type Scope } from 'tinyhelix'
import { useHelixAuth } from 'tinyhelix/react'

/**
 * Asks for permissions in a popup, so that what was typed and where the list was stay; where popups are blocked, by
 * leaving the page and coming back.
 */
export function useAllow(): (scopes: readonly Scope[]) => void {
  const { signIn } = useHelixAuth()
  return scopes => {
    signIn({ scopes, popup: true }).catch(error => {
      // What else goes wrong is the user's own decision, or is in the auth's state.
      if (isHelixError(error) && error.reason === 'popup_blocked') void signIn({ scopes })
    })
  }
}
