import { useSyncExternalStore } from 'react'

export type Theme = 'light' | 'dark'

const storageKey = 'tinyhelix-demo:theme'
const dark = matchMedia('(prefers-color-scheme: dark)')
const listeners = new Set<() => void>()

const tell = () => {
  for (const listener of listeners) listener()
}
dark.addEventListener('change', tell)

/** What was chosen, else what the system prefers. */
function currentTheme(): Theme {
  const { theme } = document.documentElement.dataset
  if (theme === 'light' || theme === 'dark') return theme
  return dark.matches ? 'dark' : 'light'
}

export function setTheme(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme
  try {
    localStorage.setItem(storageKey, theme)
  } catch {
    // It then holds until the page is left.
  }
  tell()
}

const onChange = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The theme that the page has now. */
export const useTheme = (): Theme => useSyncExternalStore(onChange, currentTheme)
