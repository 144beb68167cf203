/** Rules that bring dead features back, against the architectures that have them. */
import type { Architecture, DeadFeatureRule } from '../../../contract/records/run'
import type { Check } from './problem'
import { architectureNames, namesOf } from './words'

const withRule: Record<Exclude<DeadFeatureRule, 'none'>, readonly Architecture[]> = {
  auxk: ['topk', 'batchtopk', 'matryoshka'],
  'pre-activation': ['jumprelu'],
  resample: ['relu-l1', 'relu-l1-2023', 'kl', 'p-anneal']
}

const ruleWords = {
  auxk: 'AuxK',
  'pre-activation': 'the pre-activation loss',
  resample: 'resampling'
}

export const deadFeatureRule: Check = (config) => {
  const { architecture, deadFeatures = 'none', auxCoefficient, auxK, resampleEverySteps } = config
  if (deadFeatures === 'none') return undefined
  const known = withRule[deadFeatures]
  if (!known.includes(architecture)) {
    return {
      field: 'deadFeatures',
      message: `${architectureNames[architecture]} can not use ${ruleWords[deadFeatures]} for dead features.`,
      hint: `Choose none, or one of ${namesOf(known)}.`
    }
  }
  if (deadFeatures === 'resample') {
    if (resampleEverySteps !== undefined) return undefined
    return {
      field: 'resampleEverySteps',
      message: 'Resampling needs a number of steps between two times.',
      hint: 'Give one; a tenth of all steps is usual.'
    }
  }
  if (!auxCoefficient) {
    return {
      field: 'auxCoefficient',
      message: `With a coefficient of ${auxCoefficient ?? 'none'}, ${ruleWords[deadFeatures]} does nothing.`,
      hint: 'Give a coefficient above 0, or choose none for dead features.'
    }
  }
  if (deadFeatures === 'pre-activation' || auxK !== undefined) return undefined
  return { field: 'auxK', message: 'AuxK needs a number of features.', hint: 'Give one; half of the input width is usual.' }
}
