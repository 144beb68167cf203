/** Products and distances of vectors, in float64. */

/** ⟨numbers from `start` on, direction⟩ */
export function dotAt(numbers: ArrayLike<number>, start: number, direction: ArrayLike<number>): number {
  let product = 0
  for (let i = 0; i < direction.length; i += 1) product += numbers[start + i] * direction[i]
  return product
}

export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return dotAt(a, 0, b)
}

export function norm(values: ArrayLike<number>): number {
  return Math.sqrt(dot(values, values))
}

/** Cosine, −1…1; undefined where one of them is zero. */
export function cosineOf(a: ArrayLike<number>, b: ArrayLike<number>): number | undefined {
  const size = norm(a) * norm(b)
  return size > 0 ? Math.max(-1, Math.min(1, dot(a, b) / size)) : undefined
}

/** ‖a − b‖² */
export function squaredDistance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < a.length; i += 1) sum += (a[i] - b[i]) ** 2
  return sum
}
