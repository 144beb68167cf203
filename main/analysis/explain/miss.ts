/** What a reconstruction misses of its row. */
import type { RowMiss } from '../../../contract/records/row'
import { cosineOf, norm, squaredDistance } from '../../maths/vectors'
import { greatestBy } from './greatest'

/**
 * `wanted` and `output` [dOut] in the same units; `mean` [dOut] of the training rows, where known. `dimensions`: how many of
 * those that are missed the most are listed.
 */
export function missOf(
  wanted: ArrayLike<number>,
  output: ArrayLike<number>,
  { mean, dimensions }: { mean?: ArrayLike<number> | undefined; dimensions: number }
): RowMiss {
  const squaredError = squaredDistance(wanted, output)
  const size = norm(wanted)
  const variation = mean ? squaredDistance(wanted, mean) : 0
  const cosine = cosineOf(wanted, output)
  return {
    norm: size,
    squaredError,
    ...(variation > 0 ? { fvu: squaredError / variation } : {}),
    ...(size > 0 ? { errorShare: squaredError / size ** 2 } : {}),
    ...(cosine === undefined ? {} : { cosine }),
    dimensions: greatestBy(wanted.length, dimensions, (i) => Math.abs(wanted[i] - output[i])).map((dimension) => ({
      dimension,
      wanted: wanted[dimension],
      reconstructed: output[dimension]
    }))
  }
}
