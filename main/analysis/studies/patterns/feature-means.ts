/**
 * Mean activations of features over the rows of each pattern, rows on which a feature is silent counted as 0,
 * and how well a feature tells the patterns apart.
 */
import type { Postings } from '../../../../contract/records/arrays'
import type { RowGroups } from './row-groups'

export class PatternMeans {
  /** [patterns] of the feature that was added last. */
  readonly means: Float32Array
  private readonly sums: Float64Array
  /** Places in patterns: a row that is in two patterns counts twice. */
  private readonly places: number

  constructor(private readonly groups: RowGroups) {
    this.sums = new Float64Array(groups.names.length)
    this.means = new Float32Array(groups.names.length)
    this.places = groups.sizes.reduce((sum, size) => sum + size, 0)
  }

  /**
   * Fills `means`; gives η², the share of the variance of the activation that lies between the patterns (0–1; Fisher 1925):
   * Σ_p n_p (m_p − m)² ÷ Σ (v − m)², 0 for a feature that never varies.
   */
  add({ rows, values }: Postings): number {
    const { starts, patterns, sizes } = this.groups
    this.sums.fill(0)
    let [sum, squares] = [0, 0]
    for (let i = 0; i < rows.length; i += 1) {
      for (let at = starts[rows[i]]; at < starts[rows[i] + 1]; at += 1) {
        this.sums[patterns[at]] += values[i]
        sum += values[i]
        squares += values[i] * values[i]
      }
    }
    const mean = sum / this.places
    let between = 0
    for (let pattern = 0; pattern < sizes.length; pattern += 1) {
      const own = this.sums[pattern] / sizes[pattern]
      this.means[pattern] = own
      between += sizes[pattern] * (own - mean) ** 2
    }
    const total = squares - this.places * mean * mean
    return total > 1e-9 * squares ? Math.min(1, between / total) : 0
  }
}
