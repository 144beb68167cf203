/**
 * Sparsity by Kullback–Leibler divergence: A. Ng, "Sparse autoencoder", CS294A lecture notes, 2011, section 3.
 *
 *   f = ReLU((x − b_dec) W_encᵀ + b_enc)        x̂ = f W_dec + b_dec        ρ̂_i = mean_rows tanh(f_i)        ‖W_dec,i‖ = 1
 *   L = mean_rows ‖x − x̂‖²  +  λ Σ_i KL(ρ ‖ r_i),   KL(ρ ‖ r) = ρ ln(ρ/r) + (1 − ρ) ln((1 − ρ)/(1 − r)),   r = ε + (1 − 2ε) ρ̂
 *
 * ρ is the share of rows that a feature should fire on. The notes have sigmoid units, whose mean activation is a rate already;
 * the mean of a ReLU is not: above 1 the divergence has no value, and below it tells how strong a feature is, not how often it
 * fires. Public code takes mean(f) all the same, or mean σ(f), which is never below ½. tanh(f) counts a strong activation as 1
 * and a silent feature as 0 (Anthropic's stand-in for L0, Circuits Updates February 2024), so ρ̂ is close to the rate, with a
 * derivative. Decoder rows of norm 1 (unit-decoder.ts) keep f from shrinking to make the rate look small.
 * ε bounds the pull on a feature that hardly fires, and gives features that are dead, or always on, a finite divergence.
 * The rate is that of the rows whose gradients are computed at once.
 */
import type { RunConfig } from '../../../contract/records/run'
import { LoupeError } from '../../../contract/wire/errors'
import type { Scalar, Tensor, Tensor1D } from '../backend/library'
import { tf } from '../backend/library'
import type { Definition, MakeArchitecture } from './architecture'
import { type Penalty, type PenaltyLoss, reluDefinition } from './relu'
import { reluPaths } from './relu-path'
import type { Shape } from './shape'
import { unitDecoder } from './unit-decoder'

export const kl: MakeArchitecture = (config, shape) => {
  const rate = targetRate(config)
  return {
    ...unitDecoder(config),
    ...reluPaths(shape, klLoss(rate), klPenalty(rate)),
    exported: () => ({ architecture: 'standard' })
  }
}

export function klDefinition(shape: Shape, rate: number): Definition {
  return reluDefinition(shape, klLoss(rate))
}

/** ε; a hundredth of the target. */
function klFloor(rate: number): number {
  return rate / 100
}

export function klLoss(rate: number): PenaltyLoss {
  return (features, _weights, { sparsityCoefficient }) =>
    divergence(features.tanh().mean(0), rate).sum().mul(sparsityCoefficient) as Scalar
}

/** ∂/∂f_bi = λ (1 − 2ε) ((1 − ρ)/(1 − r_i) − ρ/r_i) (1 − tanh² f_bi) / rows */
export function klPenalty(rate: number): Penalty {
  return ({ rows, support, values }, _weights, { sparsityCoefficient }) => {
    const fired = values.tanh()
    const rates = support.sums(fired).div(rows) as Tensor1D
    const r = bounded(rates, rate)
    const pull = tf.sub(tf.div(1 - rate, tf.sub(1, r)), tf.div(rate, r)) as Tensor1D
    const slopes = pull.mul((sparsityCoefficient * (1 - 2 * klFloor(rate))) / rows) as Tensor1D
    return {
      loss: divergence(rates, rate).sum().dataSync()[0] * sparsityCoefficient,
      dValues: tf.sub(1, fired.square()).mul(support.ofFeatures(slopes))
    }
  }
}

function divergence(rates: Tensor, rate: number): Tensor {
  const r = bounded(rates, rate)
  const fires = tf.div(rate, r).log().mul(rate)
  return fires.add(
    tf
      .div(1 - rate, tf.sub(1, r))
      .log()
      .mul(1 - rate)
  )
}

/** r of ρ̂ */
function bounded(rates: Tensor, rate: number): Tensor {
  const floor = klFloor(rate)
  return rates.mul(1 - 2 * floor).add(floor)
}

function targetRate({ targetRate }: RunConfig): number {
  if (targetRate !== undefined && targetRate > 0 && targetRate < 1) return targetRate
  throw new LoupeError('config', `The target rate is ${targetRate}, but has to lie between 0 and 1.`, {
    place: 'targetRate',
    hint: 'Give the share of rows that a feature should fire on; 0.01 is one of a hundred.'
  })
}
