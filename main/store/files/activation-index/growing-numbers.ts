/** Numbers whose count is not known before: u32 arrays that grow, and that are put one after the other. */

/** All columns one after the other. */
export function joined(columns: Uint32Array[]): Uint32Array {
  const table = new Uint32Array(columns.reduce((sum, column) => sum + column.length, 0))
  columns.reduce((at, column) => {
    table.set(column, at)
    return at + column.length
  }, 0)
  return table
}

/** A u32 array that doubles when it is full. */
export class GrowingNumbers {
  private numbers: Uint32Array
  length: number

  constructor(begun: Uint32Array = new Uint32Array(0)) {
    this.numbers = new Uint32Array(Math.max(1024, 2 * begun.length))
    this.numbers.set(begun)
    this.length = begun.length
  }

  push(value: number): void {
    if (this.length === this.numbers.length) {
      const larger = new Uint32Array(2 * this.length)
      larger.set(this.numbers)
      this.numbers = larger
    }
    this.numbers[this.length] = value
    this.length += 1
  }

  array(): Uint32Array {
    return this.numbers.subarray(0, this.length)
  }
}
