/**
 * Gated: S. Rajamanoharan et al., "Improving dictionary learning with gated sparse autoencoders", 2024 (arXiv 2404.16014),
 * sections 3.2 and 3.3: one path decides which features fire, another how strongly, so that the penalty shrinks no activation.
 *
 *   u = (x − b_dec) W_encᵀ     π = u + b_gate     f = 1[π > 0] · ReLU(u · exp(r_mag) + b_mag)     x̂ = f W_dec + b_dec
 *   L = mean_rows ‖x − x̂‖²  +  λ · mean_rows Σ_i ReLU(π_i) ‖W_dec,i‖  +  mean_rows ‖x − (ReLU(π) W_dec* + b_dec*)‖²
 *
 * The last loss is what teaches the gate to reconstruct; its decoder (W_dec*, b_dec*, also W_skip*) is frozen, as in the paper
 * and in dictionary_learning (SAELens lets it learn). 1[π > 0] has no gradient. The norm in the penalty is SAELens's; a decoder
 * of unit norm has none to weigh with, as in the paper. In place of b_enc there are b_gate and b_mag.
 * The fast path with the same result is gated-path.ts.
 */
import type { RunConfig } from '../../../contract/records/run'
import type { Scalar, Tensor, Tensor2D } from '../backend/library'
import type { Definition, MakeArchitecture, Weights } from './architecture'
import { constant } from './differentiable'
import { gatedPath } from './gated-path'
import { decoded, decoderNorms, encoderProduct, type Shape } from './shape'

export interface GatedSettings {
  /** Whether the penalty is weighted by ‖W_dec,i‖. */
  weighsByNorm: boolean
}

export const gated: MakeArchitecture = (config, shape) => {
  const settings = gatedSettings(config)
  return {
    // The paper's unit norm; SAELens's decoder_init_norm where it may change.
    decoderNorm: config.unitNormDecoder ? 1 : 0.1,
    ...(config.unitNormDecoder ? { transcoderDecoderNorm: 1 } : {}),
    // Alike, as in the libraries: half of the gates are open at first. Lower ones train faster, but data that deviates little from
    // its mean would find all of them closed, and then nothing learns.
    encoderBiases: ['b_gate', 'b_mag'],
    ownParameters: { r_mag: { shape: [shape.dSae], data: new Float32Array(shape.dSae) } },
    definition: gatedDefinition(shape, settings),
    path: () => gatedPath(shape, settings),
    exported: () => ({ architecture: 'gated' })
  }
}

export function gatedSettings({ unitNormDecoder }: Pick<RunConfig, 'unitNormDecoder'>): GatedSettings {
  return { weighsByNorm: !unitNormDecoder }
}

export function gatedDefinition(shape: Shape, { weighsByNorm }: GatedSettings): Definition {
  return (weights, { x, y }, { sparsityCoefficient }) => {
    const [rows] = x.shape
    const product = encoderProduct(shape, weights, x)
    const gate: Tensor2D = product.add(weights.b_gate).relu()
    const magnitude = product.mul(weights.r_mag.exp()).add(weights.b_mag).relu()
    const features: Tensor2D = magnitude.mul(constant<Tensor>(gate, (values) => values.step()))
    const reconstruction = decoded(shape, weights, features, x)
    const penalized = weighsByNorm ? gate.mul(decoderNorms(shape, weights.W_dec as Tensor2D).flatten()) : gate
    const byGate = decoded(shape, frozenDecoder(weights), gate, x)
    return {
      features,
      reconstruction,
      losses: {
        mse: y.sub(reconstruction).square().sum().div(rows) as Scalar,
        sparsity: penalized.sum().mul(sparsityCoefficient / rows) as Scalar,
        aux: y.sub(byGate).square().sum().div(rows) as Scalar
      }
    }
  }
}

function frozenDecoder(weights: Weights): Weights {
  const frozen = ['W_dec', 'b_dec', 'W_skip'].filter((name) => weights[name])
  return { ...weights, ...Object.fromEntries(frozen.map((name) => [name, constant(weights[name])])) }
}
