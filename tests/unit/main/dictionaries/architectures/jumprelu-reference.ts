/** JumpReLU's loss and its estimated gradients once more, in plain loops and float64. */
import type { JumpReluSettings } from '../../../../../main/dictionaries/architectures/jumprelu-settings'
import { column, dot, meanError, type PlainWeights, preActivations, sum } from '../reference'

export type JumpWeights = PlainWeights & { threshold: number[] }

export interface JumpCase {
  settings: JumpReluSettings
  /** λ */
  coefficient: number
  dead: number[]
}

export function jumpReluLoss(weights: JumpWeights, x: number[][], { settings, coefficient, dead }: JumpCase): number {
  const { threshold } = weights
  const norms = weights.W_dec.map((row) => Math.hypot(...row))
  const pre = x.map((row) => preActivations(weights, row))
  const activate = (row: number[]): number[] => row.map((value, i) => (value > threshold[i] ? value : 0))
  const l0 = sum(pre.map((row) => row.filter((value, i) => value > threshold[i]).length)) / x.length
  const tanh = sum(pre.map((row) => sum(activate(row).map((f, i) => Math.tanh(4 * f * norms[i]))))) / x.length
  const sparsity = { l0, tanh, 'target-l0': (l0 / settings.targetL0 - 1) ** 2 }[settings.loss]
  const missing = sum(pre.map((row) => sum(dead.map((i) => Math.max(0, threshold[i] - row[i]) * norms[i])))) / x.length
  return meanError(weights, x, activate) + coefficient * sparsity + settings.deadCoefficient * missing
}

/** ∂L/∂pre [rows][dSae] and ∂L/∂θ [dSae] by the formulas of the paper, without the loss of dead features. */
export function jumpReluEstimates(weights: JumpWeights, x: number[][], { settings, coefficient }: JumpCase) {
  const { threshold, W_dec } = weights
  const { bandwidth, throughPre, loss, targetL0 } = settings
  const norms = W_dec.map((row) => Math.hypot(...row))
  const pre = x.map((row) => preActivations(weights, row))
  const l0 = sum(pre.map((row) => row.filter((value, i) => value > threshold[i]).length)) / x.length
  const byStep = { l0: 1, tanh: 0, 'target-l0': (2 * (l0 / targetL0 - 1)) / targetL0 }[loss] * (coefficient / x.length)
  const dThreshold = threshold.map(() => 0)
  const dPre = pre.map((row, b) => {
    const f = row.map((value, i) => (value > threshold[i] ? value : 0))
    const error = x[b].map((value, j) => weights.b_dec[j] + dot(f, column(W_dec, j)) - value)
    return row.map((value, i) => {
      let dFeature = (2 / x.length) * dot(error, W_dec[i])
      if (loss === 'tanh') {
        dFeature += (coefficient / x.length) * 4 * norms[i] * (1 - Math.tanh(4 * f[i] * norms[i]) ** 2)
      }
      const inWindow = Math.abs(value - threshold[i]) < bandwidth / 2
      const estimate = inWindow ? (threshold[i] * dFeature + byStep) / bandwidth : 0
      dThreshold[i] -= estimate
      return (value > threshold[i] ? dFeature : 0) + (throughPre ? estimate : 0)
    })
  })
  return { dPre, dThreshold }
}
