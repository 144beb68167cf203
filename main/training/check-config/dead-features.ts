/** Rules that bring dead features back, against the architectures that have them. */

import { architectureWords, wordsOf } from '../../../contract/records/architecture-words'
import { architecturesWithRule } from '../../../contract/records/run-fields'
import type { Check } from './problem'

const ruleWords = {
  auxk: 'AuxK',
  'pre-activation': 'the pre-activation loss',
  resample: 'resampling'
}

export const deadFeatureRule: Check = (config) => {
  const { architecture, deadFeatures = 'none', auxCoefficient, auxK, resampleEverySteps } = config
  if (deadFeatures === 'none') return undefined
  const known = architecturesWithRule(deadFeatures)
  if (!known.includes(architecture)) {
    return {
      field: 'deadFeatures',
      message: `${architectureWords[architecture]} can not use ${ruleWords[deadFeatures]} for dead features.`,
      hint: `Choose none, or one of ${wordsOf(known)}.`
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
