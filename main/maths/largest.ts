/** The k-th largest of many numbers without sorting them all: C. Hoare, "Algorithm 65: find", 1961. */

/** The k-th largest of the first `count` numbers (no NaN among them), 1 ≤ k ≤ count. Reorders them. */
export function kthLargest(values: Float32Array, count: number, k: number): number {
  let low = 0
  let high = count - 1
  while (low < high) {
    const pivot = values[(low + high) >> 1]
    let i = low
    let j = high
    while (i <= j) {
      while (values[i] > pivot) i += 1
      while (values[j] < pivot) j -= 1
      if (i > j) break
      const value = values[i]
      values[i] = values[j]
      values[j] = value
      i += 1
      j -= 1
    }
    if (k - 1 <= j) high = j
    else if (k - 1 >= i) low = i
    else break
  }
  return values[k - 1]
}
