import { useSyncExternalStore } from 'react'

export type Theme = 'light' | 'dark'

const KEY = 'cmgsae.theme'
const listeners = new Set<() => void>()
const dark = matchMedia('(prefers-color-scheme: dark)')
dark.addEventListener('change', () => listeners.forEach((tell) => tell()))

function current(): Theme {
  const chosen = document.documentElement.dataset['theme'] as Theme | undefined
  return chosen ?? (dark.matches ? 'dark' : 'light')
}

/** The theme in force: the visitor's choice, else the system's. Canvases draw anew when it changes. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const theme = useSyncExternalStore((tell) => {
    listeners.add(tell)
    return () => listeners.delete(tell)
  }, current)
  return [theme, choose]
}

function choose(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme
  try {
    localStorage.setItem(KEY, theme)
  } catch {
    // Private windows may refuse; the choice then lasts as long as the page.
  }
  listeners.forEach((tell) => tell())
}
