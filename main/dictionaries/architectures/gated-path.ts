/**
 * gated.ts with its gradients written out: only features whose gate is open have activations or gradients, so on the native
 * backend all but the encoder's product is computed at these entries alone (parts.ts).
 * With q = ReLU(π), m = ReLU(u exp(r_mag) + b_mag), g = 2(x̂ − x)/rows, h = 2(x̂_gate − x)/rows and n_i = ‖W_dec,i‖ (or 1):
 *
 *   ∂m = g W_decᵀ where π > 0 and m > 0     ∂q = h W_decᵀ + λ n/rows where π > 0     ∂u = ∂m exp(r_mag) + ∂q
 *   ∂W_enc = ∂uᵀ (x − b_dec)     ∂b_gate = Σ_b ∂q     ∂b_mag = Σ_b ∂m     ∂r_mag = Σ_b ∂m · u exp(r_mag)
 *   ∂W_dec = fᵀ g + (λ/rows) Σ_b q · ∂n/∂W_dec
 */
import { shareAbove } from '../backend/entries-find'
import type { Tensor, Tensor1D, Tensor2D } from '../backend/library'
import type { Evaluation, Gradients, Path } from './architecture'
import type { GatedSettings } from './gated'
import { activations, encoderGradients, penaltyTerms } from './gated-terms'
import { type Batch, evaluationByParts, gradientsByParts, type Inputs, pathByParts, usualPartRows } from './parts'
import { encoderInput, fastEncoderProduct, outputGradients, type Shape, withBias } from './shape'

/** On any backend. `partRows`: at most, of a part of the batch (parts.ts). */
export function gatedPath(shape: Shape, settings: GatedSettings, partRows = usualPartRows(shape.dSae)): Path {
  return pathByParts(partRows, {
    gradients: (inputs) => gradients(shape, settings, inputs),
    evaluate: (inputs) => evaluate(shape, settings, inputs)
  })
}

function gradients(shape: Shape, settings: GatedSettings, inputs: Inputs): Gradients {
  const { weights, rows, step } = inputs
  const decoder = weights.W_dec as Tensor2D
  const total = rows.x.shape[0]
  return gradientsByParts(batchOf(shape, inputs), (part) => {
    const {
      support,
      rows: { x, y }
    } = part
    const active = activations(weights, part)
    const { values, gate } = active
    const errorOf = (of: Tensor): Tensor2D => withBias(shape, weights, support.times(of, decoder), x).sub(y)
    const [error, gateError] = [errorOf(values), errorOf(gate)]
    const [g, h]: Tensor2D[] = [error, gateError].map((each) => each.mul(2 / total))
    const penalty = penaltyTerms(shape, settings, { support, gate, decoder }, step.sparsityCoefficient / total)
    const { dProduct, ...biases } = encoderGradients(active, weights, { g, h, dGate: penalty.slope })
    const W_dec = support.transposedTimes(values, g)
    const [squaredError, gateSquaredError] = [error, gateError].map((each) => each.square().sum().dataSync()[0])
    const [mse, aux] = [squaredError / total, gateSquaredError / total]
    return {
      gradients: {
        ...biases,
        W_enc: support.transposedTimes(dProduct, encoderInput(shape, weights, x)),
        W_dec: penalty.dDecoder ? W_dec.add(penalty.dDecoder) : W_dec,
        ...outputGradients(shape, weights, x, g, support.sums(dProduct))
      },
      losses: { loss: mse + penalty.loss + aux, mse, sparsity: penalty.loss, aux },
      usage: support.usage(values),
      squaredError
    }
  })
}

function evaluate(shape: Shape, settings: GatedSettings, inputs: Inputs): Evaluation {
  const { weights, rows, step } = inputs
  const decoder = weights.W_dec as Tensor2D
  return evaluationByParts(batchOf(shape, inputs), (part) => {
    const { support } = part
    const { gate, values } = activations(weights, part)
    const { loss } = penaltyTerms(shape, settings, { support, gate, decoder }, step.sparsityCoefficient / rows.x.shape[0])
    return {
      reconstruction: withBias(shape, weights, support.times(values, decoder), part.rows.x),
      losses: { sparsity: loss },
      usage: support.usage(values)
    }
  })
}

function batchOf(shape: Shape, { weights, rows, partRows }: Inputs): Batch {
  const product = fastEncoderProduct(shape, weights, rows.x)
  const above = weights.b_gate.neg() as Tensor1D
  return { rows, product, above, share: shareAbove(product, above), partRows }
}
