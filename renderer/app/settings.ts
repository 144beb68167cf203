/**
 * What a person chose for this window: theme, single-letter keys, keys of commands, the name written beside label edits.
 * Kept in the browser's local storage; project data never goes there.
 */
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { OwnKeys } from './commands/own-keys'

export type ThemeChoice = 'system' | 'light' | 'dark'

export interface Settings {
  theme: ThemeChoice
  /** WCAG 2.1.4: keys without a modifier can be switched off. */
  singleKeys: boolean
  /** Keys that differ from the default ones. */
  ownKeys: OwnKeys
  /** Written as the author of label edits; empty means the engine's own user name. */
  annotator: string
  /** Suggestions and what others say are hidden. */
  blind: boolean
}

interface SettingsStore extends Settings {
  change(part: Partial<Settings>): void
}

export const useSettings = create<SettingsStore>()(
  persist(
    (set) => ({
      theme: 'system' as ThemeChoice,
      singleKeys: true,
      ownKeys: {},
      annotator: '',
      blind: false,
      change: (part: Partial<Settings>) => set(part)
    }),
    { name: 'loupe-settings', version: 1 }
  )
)

export function changeSettings(part: Partial<Settings>): void {
  useSettings.getState().change(part)
}
