/** Puts the chosen theme on the page (`data-theme`), following the system where that is the choice. */
import { host } from './host'
import { useSettings } from './settings'

const systemIsDark = window.matchMedia('(prefers-color-scheme: dark)')

/** Sets the theme now and whenever the choice or the system changes; called once. */
export function followTheme(): void {
  apply()
  useSettings.subscribe((now, before) => {
    if (now.theme !== before.theme) apply()
  })
  systemIsDark.addEventListener('change', apply)
}

function apply(): void {
  const { theme } = useSettings.getState()
  const isDark = theme === 'system' ? systemIsDark.matches : theme === 'dark'
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light'
  void host().setTheme(theme)
}
