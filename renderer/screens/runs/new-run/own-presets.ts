/**
 * Presets of the person's own: an architecture with the fields that were set, by a name. Kept with the settings of this machine, so
 * that a recipe serves every project; fields that follow the data stay free and are asked anew where the preset is used.
 */
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { Architecture, RunConfig } from '../../../../contract/records/run'
import type { ConfigKey } from '../fields/field'
import { type ConfigDraft, givenFor, sameValue } from './config-draft'
import { presetKeys } from './presets'

export interface OwnPreset {
  name: string
  architecture: Architecture
  given: Partial<RunConfig>
}

export const longestPresetName = 60

/** They name runs of one project. */
const ofProject: readonly ConfigKey[] = ['startFrom', 'featuresOf']

export const useOwnPresets = create<{ presets: readonly OwnPreset[] }>()(
  persist(() => ({ presets: [] as readonly OwnPreset[] }), { name: 'loupe-presets', version: 1 })
)

/** One of the same name is replaced. */
export function savePreset(preset: OwnPreset): void {
  useOwnPresets.setState(({ presets }) => ({ presets: presetsWith(presets, preset) }))
}

export function removePreset(name: string): void {
  useOwnPresets.setState(({ presets }) => ({ presets: presets.filter((other) => other.name !== name) }))
}

/** By name. */
export function presetsWith(presets: readonly OwnPreset[], preset: OwnPreset): OwnPreset[] {
  const others = presets.filter((other) => other.name !== preset.name)
  return [...others, preset].sort((a, b) => a.name.localeCompare(b.name))
}

/** What the person set in a draft, the kind, and the sizes where a ready-made preset set them. `standard`: as if nothing were set. */
export function presetFrom(name: string, draft: ConfigDraft, standard: RunConfig): OwnPreset {
  const { architecture, kind } = draft.config
  const sizes = presetKeys.filter((key) => !sameValue(draft.config[key], standard[key]))
  const given = { kind, ...givenFor({ ...draft, touched: [...draft.touched, ...sizes] }, architecture) }
  const kept = Object.entries(given).filter(([key, value]) => value !== undefined && !ofProject.includes(key as ConfigKey))
  return { name: name.trim().slice(0, longestPresetName).trim(), architecture, given: Object.fromEntries(kept) }
}

/** The preset that a configuration is, the one that says most among several. */
export function ownPresetOf(presets: readonly OwnPreset[], config: RunConfig): OwnPreset | undefined {
  const keysOf = ({ given }: OwnPreset) => Object.keys(given) as ConfigKey[]
  const kindOf = ({ kind = 'sae' }: Partial<RunConfig>) => kind
  const holds = (preset: OwnPreset) =>
    preset.architecture === config.architecture &&
    kindOf(preset.given) === kindOf(config) &&
    keysOf(preset).every((key) => key === 'kind' || sameValue(preset.given[key], config[key]))
  return presets.filter(holds).sort((a, b) => keysOf(b).length - keysOf(a).length)[0]
}
