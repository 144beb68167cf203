/** From sparse rows with some entries too many to those with the largest ones. */
import type { SparseRows } from '../../contract/records/arrays'
import { kthLargest } from './largest'

/** Only the k largest of each row; of equal ones those with the lower features. The arrays of `rows` are used for the result. */
export function largestOfRows({ count, dSae, starts, features, values }: SparseRows, k: number): SparseRows {
  const scratch = new Float32Array(longestRow(starts))
  const ends = new Uint32Array(count + 1)
  let end = 0
  for (let row = 0; row < count; row += 1) {
    const [begin, length] = [starts[row], starts[row + 1] - starts[row]]
    scratch.set(values.subarray(begin, begin + length))
    const least = length > k ? kthLargest(scratch, length, k) : 0
    let equal = length > k ? k - countAbove(scratch, k, least) : 0
    for (let at = begin; at < begin + length; at += 1) {
      if (values[at] < least || (values[at] === least && equal-- <= 0)) continue
      features[end] = features[at]
      values[end] = values[at]
      end += 1
    }
    ends[row + 1] = end
  }
  return { count, dSae, starts: ends, features: features.slice(0, end), values: values.slice(0, end) }
}

function longestRow(starts: Uint32Array): number {
  let longest = 0
  for (let row = 0; row + 1 < starts.length; row += 1) longest = Math.max(longest, starts[row + 1] - starts[row])
  return longest
}

/** How many of the first `count` numbers are above `least`. */
function countAbove(numbers: Float32Array, count: number, least: number): number {
  let above = 0
  for (let i = 0; i < count; i += 1) if (numbers[i] > least) above += 1
  return above
}
