/**
 * The fast path of topk.ts on the native backend: the largest of each row are found, then kept.ts computes with them alone.
 * They are found part by part of the rows, so that the encoder's product of a wide dictionary is never whole in memory.
 */
import type { Tensor1D, Tensor2D } from '../backend/library'
import { tf } from '../backend/library'
import { ofAllParts, type ValuesAt } from '../backend/places'
import { largestRows } from '../encoding/largest-rows'
import { partSizes } from '../learning/accumulation'
import type { Path, Weights } from './architecture'
import { keptEvaluation, keptGradients, withKept } from './kept'
import { keeping } from './parts'
import { fastEncoderProduct, type Shape } from './shape'
import type { TopKSettings } from './topk'
import { type DeadActivations, deadActivations, deadOfAllParts } from './topk-dead'

/** Numbers of the encoder's product at most, 128 MB of f32; it is there twice while its bias is added. */
const mostNumbers = 2 ** 25

interface Selection {
  /** The k largest of each row, those above 0. */
  largest: ValuesAt
  dead: DeadActivations | undefined
}

const nothingDead = new Int32Array(0)

/** `partRows`: rows of a part at most. */
export function topkSparsePath(
  shape: Shape,
  settings: TopKSettings,
  partRows = Math.max(1, Math.floor(mostNumbers / shape.dSae))
): Path {
  const sizeOf = (x: Tensor2D): [number, number] => [x.shape[0], shape.dSae]

  function select(weights: Weights, x: Tensor2D, dead: Int32Array): Selection {
    const sizes = partSizes(x.shape[0], partRows)
    let from = 0
    const parts = sizes.map((size) => {
      const rows = sizes.length === 1 ? x : x.slice([from, 0], [size, x.shape[1]])
      from += size
      return selected(shape, settings, weights, rows, dead)
    })
    return {
      largest: ofAllParts(
        parts.map((part) => part.largest),
        sizes
      ),
      dead: deadOfAllParts(
        parts.flatMap((part) => part.dead ?? []),
        sizes
      )
    }
  }

  return {
    gradients: (weights, rows, step) => {
      const { largest, dead } = select(weights, rows.x, step.dead)
      return withKept(largest.places, largest.values, sizeOf(rows.x), (kept) =>
        keptGradients(shape, settings, { weights, rows, kept, dead })
      )
    },
    evaluate: (weights, rows) => {
      const { places, values } = select(weights, rows.x, nothingDead).largest
      return withKept(places, values, sizeOf(rows.x), (kept) => keptEvaluation(shape, weights, rows, kept))
    }
  }
}

function selected(shape: Shape, settings: TopKSettings, weights: Weights, x: Tensor2D, dead: Int32Array): Selection {
  const tensorsOf = (selection: Selection) => (selection.dead && 'pre' in selection.dead ? selection.dead.pre : [])
  return keeping(() => {
    const pre = preActivations(shape, weights, x)
    const preOf = (features: Tensor1D): Tensor2D => tf.gather(pre, features, 1)
    return { largest: largestOf(pre, settings.k), dead: deadActivations(settings, dead, preOf) }
  }, tensorsOf)
}

/** [rows, dSae] */
function preActivations(shape: Shape, weights: Weights, x: Tensor2D): Tensor2D {
  // The tidy frees the product before the bias early: both are as large as anything here.
  return tf.tidy(() => fastEncoderProduct(shape, weights, x).add(weights.b_enc))
}

/** The k largest of each row of `pre`, those above 0. */
function largestOf(pre: Tensor2D, k: number): ValuesAt {
  const { starts, features, values } = largestRows(pre, k)
  const rows = new Int32Array(values.length)
  for (let row = 0; row + 1 < starts.length; row += 1) rows.fill(row, starts[row], starts[row + 1])
  return { places: { rows, columns: new Int32Array(features) }, values }
}
