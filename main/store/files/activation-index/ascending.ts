/** Ids in ascending order: checked, and looked up by halving. */

/** Whether each number is greater than the one before, and all are below `end`. */
export function isAscending(numbers: Uint32Array, end: number): boolean {
  for (let i = 1; i < numbers.length; i += 1) if (numbers[i] <= numbers[i - 1]) return false
  return numbers.length === 0 || numbers[numbers.length - 1] < end
}

/** Index of `value` in ascending numbers, −1 when it is not there. */
export function positionOf(ascending: Uint32Array, value: number): number {
  let low = 0
  let high = ascending.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    if (ascending[middle] === value) return middle
    if (ascending[middle] < value) low = middle + 1
    else high = middle - 1
  }
  return -1
}
