/** Blind mode of this window: suggestions and what others say of a feature are hidden until one turned it off. */
import { useSettings } from '../settings'

export function useBlindMode(): boolean {
  return useSettings(({ blind }) => blind)
}
