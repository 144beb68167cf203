/** What goes into a dictionary and what comes out: widths by kind, and the parts of the formulas that differ by kind. */
import type { RunConfig } from '../../../contract/records/run'
import { transposedProduct } from '../backend/bf16'
import { f32Product } from '../backend/float64'
import type { Tensor, Tensor2D } from '../backend/library'
import { tf } from '../backend/library'
import { rowNorms, unitRows } from '../backend/rows'
import type { Weights } from './architecture'

export interface Shape {
  kind: NonNullable<RunConfig['kind']>
  dSae: number
  dIn: number
  /** dIn, or the width of the targets of a transcoder. */
  dOut: number
  /** Widths of the streams of a crosscoder, in order; they add up to dIn. One stream otherwise. */
  streams: number[]
}

/** What W_enc multiplies: x − b_dec for an autoencoder (SAELens apply_b_dec_to_input), x for the other kinds. */
export function encoderInput({ kind }: Shape, weights: Weights, x: Tensor2D): Tensor2D {
  return kind === 'sae' ? (x.sub(weights.b_dec) as Tensor2D) : x
}

/** Encoder input · W_encᵀ, [rows, dSae]; for definitions. */
export function encoderProduct(shape: Shape, weights: Weights, x: Tensor2D): Tensor2D {
  return tf.matMul(encoderInput(shape, weights, x), weights.W_enc as Tensor2D, false, true)
}

/** The same for paths with gradients written out, as fast as the precision allows. */
export function fastEncoderProduct(shape: Shape, weights: Weights, x: Tensor2D): Tensor2D {
  return transposedProduct(encoderInput(shape, weights, x), weights.W_enc as Tensor2D)
}

/** Encoder input · W_encᵀ + b_enc, [rows, dSae]; for definitions. */
export function preActivations(shape: Shape, weights: Weights, x: Tensor2D): Tensor2D {
  // The tidy frees the product before the bias early: both are as large as anything here.
  return tf.tidy(() => tf.matMul(encoderInput(shape, weights, x), weights.W_enc as Tensor2D, false, true).add(weights.b_enc))
}

/** ŷ from f W_dec: b_dec added, and x W_skip for a skip transcoder (sparsify). */
export function withBias({ kind }: Shape, weights: Weights, product: Tensor2D, x: Tensor2D): Tensor2D {
  const output = product.add(weights.b_dec) as Tensor2D
  return kind === 'skip-transcoder' ? (output.add(tf.matMul(x, weights.W_skip as Tensor2D)) as Tensor2D) : output
}

/** f W_dec with bias and skip path; `features` [rows, dSae]. */
export function decoded(shape: Shape, weights: Weights, features: Tensor2D, x: Tensor2D): Tensor2D {
  return withBias(shape, weights, tf.matMul(features, weights.W_dec as Tensor2D), x)
}

/**
 * Gradients by b_dec and W_skip, for paths with gradients written out. `g` = ∂L/∂ŷ [rows, dOut];
 * `dPre` = Σ_rows ∂L/∂pre [dSae]: an autoencoder's b_dec is also part of what the encoder sees.
 */
export function outputGradients(shape: Shape, weights: Weights, x: Tensor2D, g: Tensor2D, dPre: Tensor): Weights {
  const direct = g.sum(0)
  if (shape.kind === 'sae') {
    const seen = f32Product(dPre.reshape([1, shape.dSae]) as Tensor2D, weights.W_enc as Tensor2D)
    return { b_dec: direct.sub(seen.flatten()) }
  }
  if (shape.kind !== 'skip-transcoder') return { b_dec: direct }
  return { b_dec: direct, W_skip: tf.matMul(x, g, true, false) }
}

/** ‖W_dec,i‖ of each feature, [dSae, 1]; for a crosscoder Σ_streams ‖W_dec,i,s‖ (Lindsey et al. 2024). */
export function decoderNorms({ streams }: Shape, decoder: Tensor2D): Tensor2D {
  return tf.tidy(() => {
    if (streams.length === 1) return rowNorms(decoder)
    const parts = tf.split<Tensor2D>(decoder, streams, 1)
    return tf.addN(parts.map(rowNorms)) as Tensor2D
  })
}

/**
 * ∂ decoderNorms[i] / ∂W_dec,i times `weights` [dSae, 1]: rows (of each stream) divided by their norm, [dSae, dOut]; 0 where the
 * norm is 0.
 */
export function normGradient({ streams }: Shape, decoder: Tensor2D, weights: Tensor2D | number = 1): Tensor2D {
  if (streams.length === 1) return unitRows(decoder, weights)
  const parts = (): Tensor2D[] => tf.split<Tensor2D>(decoder, streams, 1)
  return tf.tidy(() =>
    tf.concat2d(
      parts().map((part) => unitRows(part, weights)),
      1
    )
  )
}
