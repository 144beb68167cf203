/** The fields of a run's configuration in words: labels, units, groups; the same for the form, the panel and the JSON schema. */
import type { Architecture, RunConfig } from '../../../contract/records/run'
import { formatCount } from '../../widgets/format'
import { scientificText } from '../../widgets/line-series/tick-text'

export type ConfigKey = keyof RunConfig

export interface ConfigField {
  key: ConfigKey
  label: string
  /** What the number means, and its unit. */
  hint: string
  kind: 'whole' | 'number' | 'share' | 'choice' | 'switch'
  /** Left out: every architecture has it. */
  architecture?: Architecture
  /** Not shown before "More" is opened. */
  isMore?: boolean
}

export const architectureWords: Record<Architecture, string> = { topk: 'TopK', 'relu-l1': 'ReLU with L1' }

export const configFields: readonly ConfigField[] = [
  {
    key: 'architecture',
    label: 'architecture',
    hint: 'TopK keeps the k largest features of a row; ReLU with L1 pays for every activation',
    kind: 'choice'
  },
  { key: 'dSae', label: 'features', hint: 'width of the dictionary', kind: 'whole' },
  { key: 'k', label: 'k', hint: 'active features per row', kind: 'whole', architecture: 'topk' },
  { key: 'l1Coefficient', label: 'L1 coefficient', hint: 'λ; higher is sparser', kind: 'number', architecture: 'relu-l1' },
  { key: 'steps', label: 'steps', hint: 'optimizer steps in all', kind: 'whole' },
  { key: 'batchRows', label: 'batch', hint: 'rows per step', kind: 'whole' },
  { key: 'learningRate', label: 'learning rate', hint: 'of Adam, after the warm-up', kind: 'number' },
  { key: 'seed', label: 'seed', hint: 'same seed, same numbers on the same backend', kind: 'whole' },
  { key: 'precision', label: 'precision', hint: 'fast may use bf16 products', kind: 'choice' },
  {
    key: 'auxCoefficient',
    label: 'aux coefficient',
    hint: 'weight of the AuxK loss; 0 leaves it out',
    kind: 'number',
    architecture: 'topk',
    isMore: true
  },
  {
    key: 'auxK',
    label: 'aux k',
    hint: 'dead features that rebuild the residual',
    kind: 'whole',
    architecture: 'topk',
    isMore: true
  },
  {
    key: 'l1WarmUpShare',
    label: 'L1 warm-up',
    hint: 'share of steps over which λ grows from 0',
    kind: 'share',
    architecture: 'relu-l1',
    isMore: true
  },
  { key: 'warmUpSteps', label: 'warm-up', hint: 'steps over which the rate grows from 0', kind: 'whole', isMore: true },
  {
    key: 'decayShare',
    label: 'decay',
    hint: 'share of steps at the end over which the rate falls to 0',
    kind: 'share',
    isMore: true
  },
  { key: 'gradientClip', label: 'gradient clip', hint: 'largest gradient norm; 0 does not clip', kind: 'number', isMore: true },
  {
    key: 'deadWindowSteps',
    label: 'dead window',
    hint: 'steps without firing after which a feature counts as dead',
    kind: 'whole',
    isMore: true
  },
  { key: 'adamBeta1', label: 'Adam β₁', hint: '0 to below 1', kind: 'number', isMore: true },
  { key: 'adamBeta2', label: 'Adam β₂', hint: '0 to below 1', kind: 'number', isMore: true },
  { key: 'adamEpsilon', label: 'Adam ε', hint: 'above 0', kind: 'number', isMore: true },
  { key: 'validateEverySteps', label: 'validate every', hint: 'steps', kind: 'whole', isMore: true },
  { key: 'checkpointEverySteps', label: 'checkpoint every', hint: 'steps', kind: 'whole', isMore: true },
  { key: 'shuffleBlockMB', label: 'block', hint: 'MB of neighboring rows read at once', kind: 'number', isMore: true },
  { key: 'shufflePoolMB', label: 'shuffle pool', hint: 'MB of rows shuffled together', kind: 'number', isMore: true },
  {
    key: 'unitNormDecoder',
    label: 'unit-norm decoder',
    hint: 'decoder rows are scaled to norm 1 after every step',
    kind: 'switch',
    isMore: true
  }
]

/** The fields that an architecture has. */
export function fieldsOf(architecture: Architecture): ConfigField[] {
  return configFields.filter((field) => field.architecture === undefined || field.architecture === architecture)
}

/** A value as the panel prints it. */
export function configText(field: ConfigField, value: RunConfig[ConfigKey]): string {
  if (value === undefined) return '–'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'string') return field.key === 'architecture' ? architectureWords[value as Architecture] : value
  if (field.key === 'decayShare') return value === 0 ? 'none' : `last ${percent(value)}`
  if (field.kind === 'share') return percent(value)
  if (field.kind === 'whole') return field.key === 'seed' ? String(value) : formatCount(value)
  return value !== 0 && (Math.abs(value) < 0.01 || Math.abs(value) >= 1e5) ? scientificText(value) : String(value)
}

/** Keys whose values are not the same; a field that one of them does not have differs. */
export function differingKeys(config: RunConfig, other: RunConfig): ConfigKey[] {
  return configFields.map((field) => field.key).filter((key) => config[key] !== other[key])
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(3))} %`
}
