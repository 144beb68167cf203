/** Correlation of an activation with "is of the category", for all categories, from the rows on which it is not 0. */
import type { ActivePart } from '../columns/active-rows'
import type { CategoryTotals } from '../columns/category-scores'

export class Correlations {
  /** [categories] Pearson's r, −1…1, of the feature that was read last; 0 where one of both does not vary. */
  readonly values: Float64Array
  private readonly sums: Float64Array

  constructor(private readonly totals: CategoryTotals) {
    this.values = new Float64Array(totals.positives.length)
    this.sums = new Float64Array(totals.positives.length)
  }

  read({ count, values, codes }: ActivePart): void {
    const { rows, positives } = this.totals
    this.sums.fill(0)
    let [sum, squares] = [0, 0]
    for (let i = 0; i < count; i += 1) {
      this.sums[codes[i]] += values[i]
      sum += values[i]
      squares += values[i] * values[i]
    }
    const variance = squares - (sum * sum) / rows
    positives.forEach((own, category) => {
      const spread = variance * own * (1 - own / rows)
      this.values[category] = spread > 0 ? (this.sums[category] - (sum * own) / rows) / Math.sqrt(spread) : 0
    })
  }
}
