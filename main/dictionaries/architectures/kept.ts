/**
 * Activations that TopK, BatchTopK and Matryoshka keep, as entries of a sparse [rows, dSae] matrix, and the gradients that follow
 * from them: only the encoder's product is dense, everything after it is sparse. With g = ∂L/∂x̂ = 2(x̂ − x)/rows and F, D the
 * sparse matrices of activations and of their gradients:
 *
 *   D_bi = g_b · W_dec,i where kept     ∂W_dec = Fᵀ g     ∂W_enc = Dᵀ (x − b_dec)     ∂b_enc = Dᵀ 1
 *   ∂b_dec = Σ_b g_b − ∂b_enc W_enc (of an autoencoder; shape.ts has the other kinds)
 *
 * AuxK works on the dead features alone (topk-auxiliary.ts); Matryoshka decodes in its own way (matryoshka-decoding.ts).
 */
import { type Entries, withEntries } from '../backend/entries'
import { entryUsage } from '../backend/entries-usage'
import type { Tensor1D, Tensor2D } from '../backend/library'
import { tf } from '../backend/library'
import type { Places } from '../backend/places'
import { squaredNorm } from '../backend/rows'
import type { Evaluation, Gradients, LossNumbers, Rows, Weights } from './architecture'
import { encoderInput, outputGradients, type Shape, withBias } from './shape'
import type { TopKSettings } from './topk'
import { addAuxiliary } from './topk-auxiliary'
import type { DeadActivations } from './topk-dead'

export interface Kept {
  entries: Entries
  /** f of the entries, [n], all above 0 */
  values: Tensor1D
}

/** Lends activations `values` (above 0) at `places` of a [rows, dSae] matrix. */
export function withKept<T>(places: Places, values: Float32Array, shape: [number, number], use: (kept: Kept) => T): T {
  return withEntries(places, shape, (entries) => {
    const sorted = new Float32Array(entries.count)
    for (let i = 0; i < entries.count; i += 1) sorted[i] = values[entries.order[i]]
    return use({ entries, values: tf.tensor1d(sorted) })
  })
}

export interface KeptStep {
  weights: Weights
  rows: Rows
  kept: Kept
  /** What AuxK lets act, if anything. */
  dead: DeadActivations | undefined
}

/** What follows from decoding, in one way or another. */
export interface Decoding {
  /** ŷ − y of the whole dictionary, [rows, dOut] */
  error: Tensor2D
  squaredError: number
  /** The loss of reconstruction, and ∂ by ŷ [rows, dOut], of all that is decoded. */
  loss: number
  g: Tensor2D
  /** ∂ by the kept activations, [n], and by W_dec */
  dValues: Tensor1D
  W_dec: Tensor2D
}

export type Decode = (shape: Shape, step: KeptStep) => Decoding

export function keptGradients(shape: Shape, settings: TopKSettings, step: KeptStep, decode: Decode = decodeWhole): Gradients {
  const { weights, rows, kept, dead } = step
  const { error, squaredError, loss, g, dValues, W_dec } = decode(shape, step)
  const input = encoderInput(shape, weights, rows.x)
  const main: Weights = {
    W_enc: kept.entries.transposedTimes(dValues, input),
    b_enc: kept.entries.columnSums(dValues),
    W_dec
  }
  // A step that is not finite is not taken, and AuxK's selection is for finite numbers only.
  const aux = Number.isFinite(loss) ? addAuxiliary(settings, main, { weights, input, error, dead }) : undefined
  const losses: LossNumbers = { loss: loss + (aux ?? 0), mse: squaredError / rows.x.shape[0] }
  if (aux !== undefined) losses.aux = aux
  return {
    gradients: { ...main, ...outputGradients(shape, weights, rows.x, g, main.b_enc) },
    losses,
    usage: entryUsage(kept.entries, kept.values, shape.dSae),
    squaredError
  }
}

export function keptEvaluation(shape: Shape, weights: Weights, { x }: Rows, { entries, values }: Kept): Evaluation {
  return {
    reconstruction: withBias(shape, weights, entries.times(values, weights.W_dec as Tensor2D), x),
    losses: {},
    usage: entryUsage(entries, values, shape.dSae)
  }
}

function decodeWhole(shape: Shape, { weights, rows: { x, y }, kept: { entries, values } }: KeptStep): Decoding {
  const decoder = weights.W_dec as Tensor2D
  const error = withBias(shape, weights, entries.times(values, decoder), x).sub(y) as Tensor2D
  const g: Tensor2D = error.mul(2 / x.shape[0])
  const squaredError = squaredNorm(error).dataSync()[0]
  return {
    error,
    squaredError,
    loss: squaredError / x.shape[0],
    g,
    dValues: entries.products(g, decoder),
    W_dec: entries.transposedTimes(values, g)
  }
}
