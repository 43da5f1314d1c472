import { useSyncExternalStore } from 'react'

const onChange = (listener: () => void) => {
  addEventListener('hashchange', listener)
  return () => removeEventListener('hashchange', listener)
}

/** Where in the page one is: the address from `#` on. */
export const useHash = (): string => useSyncExternalStore(onChange, () => location.hash || '#/')
