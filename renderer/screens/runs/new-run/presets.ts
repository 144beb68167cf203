/** Starting points for a configuration. The engine's defaults are the standard; a preset only says what it changes. */
import type { RunConfig } from '../../../../contract/records/run'
import type { ConfigKey } from '../config-fields'

export type Preset = 'quick' | 'standard'

export const presetWords: Record<Preset, { label: string; title: string }> = {
  quick: { label: 'Quick look', title: 'A fifth of the steps and half the features: is there something to see?' },
  standard: { label: 'Standard', title: 'Defaults for this data' }
}

/** Fields that a preset decides, so that a change to one of them means that no preset is chosen any more. */
export const presetKeys: readonly ConfigKey[] = ['steps', 'dSae']

/** What a preset changes of the standard configuration. */
export function presetGiven(preset: Preset, standard: RunConfig): Partial<RunConfig> {
  if (preset === 'standard') return {}
  return { steps: Math.max(100, Math.round(standard.steps / 5)), dSae: Math.max(standard.k ?? 1, Math.round(standard.dSae / 2)) }
}

/** The preset that a configuration still is; null when its fields were changed. */
export function presetOf(config: RunConfig, standard: RunConfig): Preset | null {
  const is = (preset: Preset) => {
    const wanted = { ...standard, ...presetGiven(preset, standard) }
    return presetKeys.every((key) => config[key] === wanted[key])
  }
  if (is('standard')) return 'standard'
  return is('quick') ? 'quick' : null
}
