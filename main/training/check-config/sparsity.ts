/** What an architecture needs, and what it has no use for. */

import { architectureWords, wordsOf } from '../../../contract/records/architecture-words'
import type { RunConfig } from '../../../contract/records/run'
import { missingChoice } from '../../../contract/records/run-field-meaning'
import { architecturesWith, runFields } from '../../../contract/records/run-fields'
import type { Check, Problem } from './problem'

/** A field that another architecture has: it would be kept and mean nothing. */
export const foreignFields: Check = (config) => {
  const { architecture } = config
  for (const field of runFields) {
    const known = architecturesWith(field)
    if (config[field] === undefined || !known || known.includes(architecture)) continue
    return {
      field,
      message: `${architectureWords[architecture]} has no ${field}.`,
      hint: `Leave it out, or choose ${wordsOf(known)}.`
    }
  }
  return undefined
}

/** A field of a loss or a rule that was not chosen. */
export const idleFields: Check = (config) => {
  for (const field of ['targetL0', 'resampleEverySteps', 'auxCoefficient'] as const) {
    const choice = config[field] === undefined ? undefined : missingChoice(field, config)
    if (choice) return { field, message: `${field} means nothing without ${choice}.`, hint: `Leave it out, or give ${choice}.` }
  }
  return undefined
}

export const sparsity: Check = (config) => {
  const { architecture } = config
  if (architecturesWith('k')?.includes(architecture)) return activeFeatures(config) ?? prefixes(config)
  if (config.sparsityCoefficient === undefined) {
    return {
      field: 'sparsityCoefficient',
      message: `${architectureWords[architecture]} needs a sparsity coefficient.`,
      hint: 'Give one, 0 for no penalty; the defaults have one that fits the width of the inputs.'
    }
  }
  return architecture === 'jumprelu' ? thresholds(config) : goals(config)
}

function activeFeatures({ architecture, k, dSae, auxK }: RunConfig): Problem | undefined {
  if (k === undefined) {
    return {
      field: 'k',
      message: `${architectureWords[architecture]} needs k.`,
      hint: 'Give the number of active features per row; 32 is usual.'
    }
  }
  if (k > dSae) {
    return {
      field: 'k',
      message: `k is ${k}, but there are only ${dSae} features.`,
      hint: 'Lower k, or raise the number of features.'
    }
  }
  if (auxK === undefined || auxK <= dSae) return undefined
  return { field: 'auxK', message: `AuxK uses ${auxK} of only ${dSae} features.`, hint: `Give at most ${dSae}.` }
}

function prefixes({ architecture, prefixes, dSae }: RunConfig): Problem | undefined {
  if (architecture !== 'matryoshka') return undefined
  const problem = (message: string): Problem => ({
    field: 'prefixes',
    message,
    hint: `Give whole numbers, each larger than the one before, the last ${dSae}: the number of features.`
  })
  if (!prefixes || prefixes.length === 0) return problem('Matryoshka needs the widths of its nested dictionaries.')
  const wrong = prefixes.findIndex((width, i) => !Number.isSafeInteger(width) || width <= (prefixes[i - 1] ?? 0))
  if (wrong >= 0) return problem(`The widths ${prefixes.join(', ')} do not grow from each to the next.`)
  const last = prefixes[prefixes.length - 1]
  return last === dSae ? undefined : problem(`The last width is ${last}, but there are ${dSae} features.`)
}

function thresholds({ jumpLoss, targetL0, dSae, bandwidth, initialThreshold }: RunConfig): Problem | undefined {
  if (bandwidth === undefined)
    return { field: 'bandwidth', message: 'JumpReLU needs a bandwidth.', hint: 'Give the width of the window around thresholds.' }
  if (initialThreshold === undefined)
    return { field: 'initialThreshold', message: 'JumpReLU needs a first threshold.', hint: 'Give a small number above 0.' }
  if (jumpLoss !== 'target-l0') return undefined
  if (targetL0 === undefined)
    return {
      field: 'targetL0',
      message: 'The loss target-l0 needs a target.',
      hint: 'Give the L0 to aim at, or choose the loss l0.'
    }
  if (targetL0 <= dSae) return undefined
  return {
    field: 'targetL0',
    message: `The target L0 is ${targetL0}, but there are only ${dSae} features.`,
    hint: 'Lower the target, or raise the number of features.'
  }
}

function goals({ architecture, targetRate, finalP }: RunConfig): Problem | undefined {
  if (architecture === 'kl' && targetRate === undefined)
    return {
      field: 'targetRate',
      message: 'KL needs a target rate.',
      hint: 'Give the share of rows that a feature should fire on.'
    }
  if (architecture === 'p-anneal' && finalP === undefined)
    return { field: 'finalP', message: 'p-annealing needs a last exponent.', hint: 'Give one below 1; 0.2 is usual.' }
  return undefined
}
