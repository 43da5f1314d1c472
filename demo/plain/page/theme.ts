type Theme = 'light' | 'dark'

const storageKey = 'tinyhelix-demo:theme'

/** What the page shows now: what was chosen, else what the system prefers. */
export function currentTheme(): Theme {
  const { theme } = document.documentElement.dataset
  if (theme === 'light' || theme === 'dark') return theme
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}

export function switchTheme(): Theme {
  const theme = currentTheme() === 'dark' ? 'light' : 'dark'
  document.documentElement.dataset['theme'] = theme
  try {
    localStorage.setItem(storageKey, theme)
  } catch {
    // It then holds until the page is left.
  }
  return theme
}
