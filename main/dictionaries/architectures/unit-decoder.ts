/**
 * For architectures that penalize f without a look at the decoder: decoder rows have to stay at norm 1, else f could shrink
 * while W_dec grows. After each step the learner brings them back to it; before it the gradient loses its part along the row,
 * which that would undo, so that Adam's moments do not see it (dictionary_learning ConstrainedAdam; Bricken et al. 2023).
 */
import type { RunConfig } from '../../../contract/records/run'
import { LoupeError } from '../../../contract/wire/errors'
import type { Tensor2D } from '../backend/library'
import { tf } from '../backend/library'
import { unitRows } from '../backend/rows'
import type { Architecture, Weights } from './architecture'

type UnitDecoder = Pick<Architecture, 'decoderNorm' | 'transcoderDecoderNorm' | 'constrain'>

/** Throws config when the configuration leaves the decoder free. */
export function unitDecoder({ architecture, unitNormDecoder }: RunConfig): UnitDecoder {
  if (unitNormDecoder) return { decoderNorm: 1, transcoderDecoderNorm: 1, constrain: withoutParallelPart }
  throw new LoupeError('config', `${architecture} needs decoder rows of norm 1, but unit-norm decoder is off.`, {
    place: 'unitNormDecoder',
    hint: 'Turn it on; relu-l1 is the architecture for a free decoder.'
  })
}

/** ∂W_dec,i − (∂W_dec,i · u_i) u_i with u_i = W_dec,i / ‖W_dec,i‖; the other gradients as they are. */
function withoutParallelPart(gradients: Weights, weights: Weights): Weights {
  const W_dec = tf.tidy(() => {
    const directions = unitRows(weights.W_dec as Tensor2D)
    const along = gradients.W_dec.mul(directions).sum(1, true)
    return gradients.W_dec.sub(directions.mul(along))
  })
  return { ...gradients, W_dec }
}
