/** Blind mode of this window: suggestions and what others say of a feature are hidden until one turned it off. */
import { toast } from '../../widgets/toast/toast-store'
import { changeSettings, useSettings } from '../settings'

export function useBlindMode(): boolean {
  return useSettings(({ blind }) => blind)
}

export function toggleBlindMode(): void {
  const blind = !useSettings.getState().blind
  changeSettings({ blind })
  toast({ text: blind ? 'Blind mode: suggestions and labels of others are hidden' : 'Blind mode is off' })
}
