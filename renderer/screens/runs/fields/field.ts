/** What is known of one field of a run's configuration: words, unit, kind of control, and when it means something. */
import type { RunConfig } from '../../../../contract/records/run'

export type ConfigKey = keyof RunConfig
export type ConfigValue = RunConfig[ConfigKey]

/** Parts of the form. `main` is always open. */
export const fieldGroups = ['main', 'sparsity', 'dead', 'optimizer', 'input', 'checkpoints'] as const
export type FieldGroup = (typeof fieldGroups)[number]

export const groupWords: Record<FieldGroup, string> = {
  main: 'Main',
  sparsity: 'Sparsity',
  dead: 'Dead features',
  optimizer: 'Optimizer and schedule',
  input: 'Normalization and start',
  checkpoints: 'Validation and checkpoints'
}

export interface ConfigField {
  key: ConfigKey
  label: string
  /** What the value means, and its unit. */
  hint: string
  /** `list`: whole numbers with commas between; `source`: a checkpoint of another run. */
  kind: 'whole' | 'number' | 'share' | 'choice' | 'switch' | 'list' | 'source'
  group: FieldGroup
  /** Whether it means something beside the other values; always where left out. Which architecture has it says run-fields.ts. */
  when?: (config: RunConfig) => boolean
  /** Values of a choice with their words, in the order in which they are offered. */
  words?: Readonly<Record<string, string>>
  /** Those of them that go together with the other values; all where left out. */
  offered?: (config: RunConfig) => readonly string[]
  /** What a choice or a switch is when it is left out of the configuration, maybe because of the other values. */
  usual?: string | boolean | ((config: RunConfig) => string)
  /** Said where nothing is given. Only fields that have it may be left empty. */
  empty?: string
}
