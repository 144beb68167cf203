/** Finds dimensions that have the same value in every finite row; after some rows only the suspects are looked at. */

export class ConstantDimensions {
  private suspects: number[] | undefined
  private reference = new Float32Array(0)
  private finiteRows = 0

  constructor(private readonly dIn: number) {}

  /** `values` [rows, dIn]; `norms` [rows], NaN for rows that do not count. */
  add(values: Float32Array, norms: Float32Array): void {
    for (let row = 0; row < norms.length; row += 1) if (!Number.isNaN(norms[row])) this.finiteRows += 1
    const first = norms.findIndex((norm) => !Number.isNaN(norm))
    if (first < 0) return
    if (!this.suspects) {
      this.reference = values.slice(first * this.dIn, (first + 1) * this.dIn)
      this.suspects = Array.from({ length: this.dIn }, (_, dimension) => dimension)
    }
    for (let row = 0; row < norms.length && this.suspects.length > 0; row += 1) {
      if (!Number.isNaN(norms[row])) this.compare(values, row * this.dIn, this.suspects)
    }
  }

  /** In ascending order; none while there are fewer than two rows to compare. */
  list(): number[] {
    return this.finiteRows > 1 ? (this.suspects ?? []) : []
  }

  /** Row by row, as the values lie in memory; a new list only where a suspect turns out innocent. */
  private compare(values: Float32Array, at: number, suspects: number[]): void {
    const { reference } = this
    for (let i = 0; i < suspects.length; i += 1) {
      if (values[at + suspects[i]] === reference[suspects[i]]) continue
      this.suspects = suspects.filter((dimension) => values[at + dimension] === reference[dimension])
      return
    }
  }
}
