/** Starting points for a configuration. The engine's defaults are the standard; a preset only says what it changes. */
import type { RunConfig } from '../../../../contract/records/run'
import type { ConfigKey } from '../fields/field'

export type Preset = 'quick' | 'standard' | 'thorough'

export const presetWords: Record<Preset, { label: string; title: string }> = {
  quick: { label: 'Quick look', title: 'A fifth of the steps and half the features: is there something to see?' },
  standard: { label: 'Standard', title: 'Defaults for this data' },
  thorough: { label: 'Thorough', title: 'Twice the features and four times the steps' }
}

/** Fields that a preset decides, so that a change to one of them means that no preset is chosen any more. */
export const presetKeys: readonly ConfigKey[] = ['steps', 'dSae']

/** What a preset changes of the standard configuration. */
export function presetGiven(preset: Preset, { steps, dSae, k }: RunConfig): Partial<RunConfig> {
  if (preset === 'standard') return {}
  if (preset === 'thorough') return { steps: 4 * steps, dSae: 2 * dSae }
  return { steps: Math.max(100, Math.round(steps / 5)), dSae: Math.max(k ?? 1, Math.round(dSae / 2)) }
}

/** The preset that a configuration still is; null when its fields were changed. */
export function presetOf(config: RunConfig, standard: RunConfig): Preset | null {
  const is = (preset: Preset) => {
    const wanted = { ...standard, ...presetGiven(preset, standard) }
    return presetKeys.every((key) => config[key] === wanted[key])
  }
  const order: Preset[] = ['standard', 'quick', 'thorough']
  return order.find(is) ?? null
}
