import { describe, expect, it } from 'vitest'
import { kthLargest } from '../../../../main/maths/largest'
import { createRandom } from '../../../../main/maths/random'

const random = createRandom(5)

/** Normal numbers; with `steps` rounded, so that many are equal. */
function numbers(count: number, steps?: number): Float32Array {
  return Float32Array.from({ length: count }, () => {
    const value = random.normal()
    // Plus 0: there is a −0 among what is rounded.
    return steps ? Math.round(value * steps) / steps + 0 : value
  })
}

function descending(values: ArrayLike<number>): number[] {
  return Array.from(values).sort((a, b) => b - a)
}

describe('kthLargest', () => {
  it('is the k-th of the sorted numbers, also among equal ones, and leaves the rest of the array alone', () => {
    for (const steps of [undefined, 2]) {
      for (const k of [1, 2, 17, 99, 100]) {
        const values = numbers(105, steps)
        const wanted = descending(values.subarray(0, 100))[k - 1]
        const after = values.slice(100)
        expect(kthLargest(values, 100, k)).toBe(wanted)
        expect(values.slice(100)).toEqual(after)
      }
    }
  })
})
