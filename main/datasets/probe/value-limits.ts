/** Values at the end of what a number type can hold: signs of an overflow where the file was written. */

/** The greatest f16 value. */
export const halfLimit = 65_504

/** By the squared norm of its row; NaN and infinity may. */
export function mayHoldHalfLimit(square: number): boolean {
  return !(square < halfLimit * halfLimit)
}

export function holdsHalfLimit(row: Float32Array): boolean {
  for (let i = 0; i < row.length; i += 1) if (row[i] === halfLimit || row[i] === -halfLimit) return true
  return false
}

/** Whether a row holds infinity and no NaN. */
export function hasInfinityOnly(row: Float32Array): boolean {
  let some = false
  for (let i = 0; i < row.length; i += 1) {
    if (Number.isNaN(row[i])) return false
    if (row[i] === Number.POSITIVE_INFINITY || row[i] === Number.NEGATIVE_INFINITY) some = true
  }
  return some
}
