/**
 * How relu-gradients.ts is computed: everywhere, or, when few activations are above 0, on these alone (native backend). Both
 * give the same. Every step decides for the one after it by the share of activations that it found above 0, which has to become
 * clearly smaller, or clearly larger, before the way changes. The decision is remembered (relu-memory.ts).
 * Both ways take about the same time at 8 % (support.ts says what was measured).
 */
import { shareAbove } from '../backend/entries-find'
import { isNative, type Tensor1D } from '../backend/library'
import type { Architecture, Gradients, Path, Rows, StepSettings, Weights } from './architecture'
import { type Penalty, type PenaltyLoss, reluDefinition } from './relu'
import { type ReluStep, reluEvaluation, reluGradients } from './relu-gradients'
import { nextWayMemory } from './relu-memory'
import { fastEncoderProduct, type Shape } from './shape'
import { everywhere, onEntries, type Support } from './support'

/** Share of activations above 0 below which the sparse way is taken, and above which it is left. */
const sparseBelow = { enter: 0.05, leave: 0.07 }

/** A sudden share above which a step that was to be sparse is not: entries are several times larger than what they stand for. */
const tooMany = 0.2

type ReluPaths = Pick<Architecture, 'definition' | 'path' | 'memory'>

export function reluPaths(shape: Shape, loss: PenaltyLoss, penalty: Penalty): ReluPaths {
  return {
    definition: reluDefinition(shape, loss),
    path: () => reluPath(shape, penalty),
    memory: nextWayMemory
  }
}

export function reluPath(shape: Shape, penalty: Penalty): Path {
  const stepOf = (weights: Weights, rows: Rows, settings: StepSettings): ReluStep => {
    return { shape, penalty, weights, rows, settings, product: fastEncoderProduct(shape, weights, rows.x) }
  }
  return {
    gradients: (weights, rows, settings) => {
      const step = stepOf(weights, rows, settings)
      const gradients = onSupport(step, (support) => reluGradients(support, step))
      return { ...gradients, ...decision(gradients, shape, rows, settings) }
    },
    evaluate: (weights, rows, settings) => {
      const step = stepOf(weights, rows, settings)
      return onSupport(step, (support) => reluEvaluation(support, step))
    }
  }
}

function onSupport<T>({ product, weights, settings }: ReluStep, use: (support: Support) => T): T {
  const above = lowest(weights)
  const isSparse = settings.isSparse && isNative() && shareAbove(product, above) < tooMany
  return isSparse ? onEntries(product, above, use) : use(everywhere)
}

/** What the encoder's product has to be above for f to be above 0, [dSae]. */
function lowest({ b_enc }: Weights): Tensor1D {
  return b_enc.neg() as Tensor1D
}

/** The way of the next step, and a word where it is another one. */
function decision({ usage }: Gradients, { dSae }: Shape, { x }: Rows, { isSparse: was = false }: StepSettings) {
  const active = usage.l0 / x.shape[0]
  const isSparse = isNative() && active < dSae * (was ? sparseBelow.leave : sparseBelow.enter)
  if (isSparse === was) return { isSparse }
  const news = `${isSparse ? 'Sparse' : 'Dense'} gradients from here: ${Math.round(active)} of ${dSae} features are active per row`
  return { isSparse, news }
}
