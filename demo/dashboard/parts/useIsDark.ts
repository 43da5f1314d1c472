import { useSyncExternalStore } from 'react'

const dark = matchMedia('(prefers-color-scheme: dark)')

const onChange = (listener: () => void) => {
  dark.addEventListener('change', listener)
  return () => dark.removeEventListener('change', listener)
}

/** Whether the page is dark now. */
export const useIsDark = (): boolean => useSyncExternalStore(onChange, () => dark.matches)
