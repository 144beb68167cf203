/** What Gated's written-out gradients (gated-path.ts, with the formulas) are made of, on a support (parts.ts). */
import type { Tensor, Tensor1D, Tensor2D } from '../backend/library'
import { tf } from '../backend/library'
import type { Weights } from './architecture'
import type { GatedSettings } from './gated'
import type { Part } from './parts'
import { decoderNorms, normGradient, type Shape } from './shape'
import type { Support } from './support'

/** Activations on the support. */
export interface Activations {
  support: Support
  /** u exp(r_mag) */
  scaled: Tensor
  /** 1[m > 0] and q; 0 where the gate is closed. */
  isOn: Tensor
  gate: Tensor
  /** f */
  values: Tensor
}

export function activations(weights: Weights, { support, product }: Part): Activations {
  const { b_gate, b_mag, r_mag } = weights as Record<string, Tensor1D>
  const u = support.valuesOf(product)
  const gate: Tensor = tf.tidy(() => u.add(support.ofFeatures(b_gate)).relu())
  const scaled: Tensor = u.mul(support.ofFeatures(r_mag.exp()))
  const values: Tensor = tf.tidy(() => scaled.add(support.ofFeatures(b_mag)).relu().mul(gate.step()))
  return { support, scaled, isOn: values.step(), gate, values }
}

interface OutputSlopes {
  g: Tensor2D
  h: Tensor2D
  /** λ n/rows, combines with numbers on the support. */
  dGate: Tensor
}

export function encoderGradients({ support, scaled, isOn, gate }: Activations, weights: Weights, { g, h, dGate }: OutputSlopes) {
  const decoder = weights.W_dec as Tensor2D
  return tf.tidy(() => {
    const dMagnitude: Tensor = support.products(g, decoder).mul(isOn)
    const dOpen: Tensor = tf.tidy(() => support.products(h, decoder).add(dGate).mul(gate.step()))
    return {
      b_gate: support.sums(dOpen),
      b_mag: support.sums(dMagnitude),
      r_mag: support.sums(dMagnitude.mul(scaled)),
      /** ∂u */
      dProduct: dMagnitude.mul(support.ofFeatures(weights.r_mag.exp() as Tensor1D)).add(dOpen) as Tensor
    }
  })
}

interface Penalized {
  support: Support
  gate: Tensor
  decoder: Tensor2D
}

/** Σ q n times `weight`, with its slopes by q and by W_dec. */
export function penaltyTerms(
  shape: Shape,
  { weighsByNorm }: GatedSettings,
  { support, gate, decoder }: Penalized,
  weight: number
) {
  if (!weighsByNorm) return { loss: gate.sum().dataSync()[0] * weight, slope: tf.scalar(weight) as Tensor }
  const slopes: Tensor1D = decoderNorms(shape, decoder).flatten().mul(weight)
  const mass = support.sums(gate)
  return {
    loss: mass.mul(slopes).sum().dataSync()[0],
    slope: support.ofFeatures(slopes),
    dDecoder: normGradient(shape, decoder).mul(mass.mul(weight).expandDims(1)) as Tensor2D
  }
}
