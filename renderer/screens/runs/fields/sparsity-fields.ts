/** Fields that say how features become sparse, and what becomes of dead ones. */
import type { DeadFeatureRule, RunConfig } from '../../../../contract/records/run'
import { architecturesWithRule } from '../../../../contract/records/run-fields'
import type { ConfigField } from './field'
import { deadRuleWords, jumpLossWords } from './words'

const rules = ['auxk', 'pre-activation', 'resample'] as const

/** Rules that an architecture has; main/training/check-config/dead-features.ts refuses the others. */
export function deadRulesOf({ architecture }: RunConfig): DeadFeatureRule[] {
  return ['none', ...rules.filter((rule) => architecturesWithRule(rule).includes(architecture))]
}

/** The rule in force: where none is named, the one whose loss has a weight. */
export function deadRule(config: RunConfig): DeadFeatureRule {
  if (config.deadFeatures) return config.deadFeatures
  const [, own = 'none'] = deadRulesOf(config)
  return own !== 'resample' && (config.auxCoefficient ?? 0) > 0 ? own : 'none'
}

const hasSecondLoss = (config: RunConfig): boolean => ['auxk', 'pre-activation'].includes(deadRule(config))

export const sparsityFields: readonly ConfigField[] = [
  {
    key: 'jumpLoss',
    label: 'sparsity loss',
    hint: 'what λ weighs',
    kind: 'choice',
    group: 'sparsity',
    words: jumpLossWords
  },
  {
    key: 'sparsityWarmUpShare',
    label: 'λ warm-up',
    hint: 'share of steps over which λ grows from 0',
    kind: 'share',
    group: 'sparsity'
  },
  {
    key: 'bandwidth',
    label: 'bandwidth',
    hint: 'ε, width of the window that gives thresholds gradients',
    kind: 'number',
    group: 'sparsity'
  },
  {
    key: 'initialThreshold',
    label: 'first threshold',
    hint: 'θ of every feature at the start',
    kind: 'number',
    group: 'sparsity'
  },
  {
    key: 'targetRate',
    label: 'target rate',
    hint: 'share of rows that a feature should fire on',
    kind: 'share',
    group: 'sparsity'
  },
  {
    key: 'finalP',
    label: 'last p',
    hint: 'exponent at the end; it starts at 1',
    kind: 'number',
    group: 'sparsity'
  },
  {
    key: 'prefixes',
    label: 'nested widths',
    hint: 'ascending, the last is the number of features',
    kind: 'list',
    group: 'sparsity'
  },
  {
    key: 'unitNormDecoder',
    label: 'unit-norm decoder',
    hint: 'decoder rows are scaled to norm 1 after every step',
    kind: 'switch',
    group: 'sparsity'
  }
]

export const deadFields: readonly ConfigField[] = [
  {
    key: 'deadFeatures',
    label: 'brought back by',
    hint: 'what is done about features that never fire',
    kind: 'choice',
    group: 'dead',
    words: deadRuleWords,
    offered: deadRulesOf,
    usual: deadRule,
    when: (config) => deadRulesOf(config).length > 1
  },
  {
    key: 'auxCoefficient',
    label: 'weight',
    hint: 'of that loss; 0 leaves it out',
    kind: 'number',
    group: 'dead',
    when: hasSecondLoss
  },
  {
    key: 'auxK',
    label: 'aux k',
    hint: 'dead features that rebuild the residual',
    kind: 'whole',
    group: 'dead',
    when: (config) => deadRule(config) === 'auxk'
  },
  {
    key: 'resampleEverySteps',
    label: 'resample every',
    hint: 'steps',
    kind: 'whole',
    group: 'dead',
    when: (config) => deadRule(config) === 'resample'
  },
  {
    key: 'deadWindowSteps',
    label: 'dead window',
    hint: 'steps without firing that make a feature dead',
    kind: 'whole',
    group: 'dead'
  }
]
