/**
 * The tokens of styles/tokens.css as resolved values, for what is drawn on a canvas or by the chart library.
 * Plain markup uses the custom properties themselves and needs none of this.
 */
import { useSyncExternalStore } from 'react'

export type Theme = 'light' | 'dark'

const names = {
  canvas: '--canvas',
  chrome: '--chrome',
  sunken: '--sunken',
  raised: '--raised',
  tint: '--tint',
  line: '--line',
  control: '--control',
  ink: '--ink',
  ink2: '--ink2',
  ink3: '--ink3',
  accent: '--accent',
  onAccent: '--on-accent',
  warn: '--warn',
  danger: '--danger',
  ok: '--ok',
  ramp0: '--ramp-0',
  ramp1: '--ramp-1',
  rampText: '--ramp-text',
  neg0: '--neg-0',
  neg1: '--neg-1',
  fontUi: '--font-ui',
  fontMono: '--font-mono'
} as const

export type ThemeColors = Record<keyof typeof names, string> & { runs: string[] }

export interface RunStyle {
  color: string
  /** Lengths of dash and gap in px; empty for a solid line. */
  dash: number[]
}

const slotCount = 6
const dashes = [[], [6, 3], [2, 2], [8, 3, 2, 3], [4, 2], [1, 3]]
/** Of runs that share a colour: long ones, so that none looks like the dots of validation. */
const furtherDashes = [
  [12, 4],
  [10, 3, 3, 3],
  [5, 2, 5, 8],
  [14, 3, 2, 3, 2, 3],
  [3, 6]
]

let cached: { theme: Theme; colors: ThemeColors } | undefined

/** Colours of the theme that is shown now. Call again after `useTheme` changes. */
export function themeColors(): ThemeColors {
  const theme = currentTheme()
  if (cached?.theme !== theme) cached = { theme, colors: readColors() }
  return cached.colors
}

/** Colour and dash of a run's slot (0–5); higher numbers repeat the colours with another dash each time. */
export function runStyle(slot: number): RunStyle {
  return { color: themeColors().runs[slot % slotCount], dash: runDash(slot) }
}

export function runDash(slot: number): number[] {
  const times = Math.floor(slot / slotCount)
  return times === 0 ? dashes[slot] : furtherDashes[(times - 1) % furtherDashes.length]
}

/** The colour of a slot as a CSS value, for markup. */
export function runColorVariable(slot: number): string {
  return `var(--run-${(slot % slotCount) + 1})`
}

/** The theme that is shown; re-renders when it changes. */
export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, currentTheme)
}

function currentTheme(): Theme {
  return document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light'
}

function readColors(): ThemeColors {
  const style = getComputedStyle(document.documentElement)
  const read = (property: string) => style.getPropertyValue(property).trim()
  const entries = Object.entries(names).map(([key, property]) => [key, read(property)])
  const runs = Array.from({ length: slotCount }, (_, slot) => read(`--run-${slot + 1}`))
  return { ...(Object.fromEntries(entries) as Record<keyof typeof names, string>), runs }
}

function subscribe(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  return () => observer.disconnect()
}
