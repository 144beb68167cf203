/** How pure features are in the categories of a column, and how the column spreads over features; definitions in the record. */
import type { ColumnScores } from '../../../../contract/records/studies/columns'
import type { ActivePart, ActiveRows } from './active-rows'
import type { ColumnTotals } from './column-totals'

export class Purity {
  private readonly rows: number
  /** Rows of each category. */
  private readonly positives: Float64Array
  private readonly fires: Float64Array
  private readonly sums: Float64Array
  private readonly squares: Float64Array
  /** Over features: Σ importance, Σ importance · ln importance, of each category. */
  private readonly importance: Float64Array
  private readonly importanceLogs: Float64Array
  private readonly means = { monosemanticity: 0, features: 0, disentanglement: 0, weight: 0 }

  constructor({ train, heldOut }: ColumnTotals) {
    const count = train.positives.length
    this.rows = train.rows + heldOut.rows
    this.positives = Float64Array.from(train.positives, (own, i) => own + heldOut.positives[i])
    this.fires = new Float64Array(count)
    this.sums = new Float64Array(count)
    this.squares = new Float64Array(count)
    this.importance = new Float64Array(count)
    this.importanceLogs = new Float64Array(count)
  }

  /** Takes a feature in; gives its monosemanticity, NaN when it fires on fewer than two rows. */
  add({ train, heldOut }: ActiveRows): number {
    for (const array of [this.fires, this.sums, this.squares]) array.fill(0)
    this.count(train)
    this.count(heldOut)
    const active = train.count + heldOut.count
    this.addImportance(active)
    if (active < 2) return Number.NaN
    const score = this.sameCategory()
    this.means.monosemanticity += score
    this.means.features += 1
    return score
  }

  /** Of the column, over `features` features. */
  summary(features: number): Omit<ColumnScores, 'column'> {
    const { monosemanticity, features: scored, disentanglement, weight } = this.means
    return {
      count: this.rows,
      categories: this.positives.reduce((count, own) => count + Number(own > 0), 0),
      monosemanticity: scored > 0 ? monosemanticity / scored : 0,
      chance: this.positives.reduce((sum, own) => sum + (own / this.rows) ** 2, 0),
      disentanglement: weight > 0 ? disentanglement / weight : 0,
      completeness: weight > 0 ? this.completeness(features) / weight : 0
    }
  }

  private count({ count, values, codes }: ActivePart): void {
    for (let i = 0; i < count; i += 1) {
      this.fires[codes[i]] += 1
      this.sums[codes[i]] += values[i]
      this.squares[codes[i]] += values[i] * values[i]
    }
  }

  private sameCategory(): number {
    let [same, sum, squares] = [0, 0, 0]
    for (let i = 0; i < this.sums.length; i += 1) {
      same += this.sums[i] ** 2 - this.squares[i]
      sum += this.sums[i]
      squares += this.squares[i]
    }
    return Math.min(1, Math.max(0, same / (sum ** 2 - squares)))
  }

  private addImportance(active: number): void {
    let [total, logs] = [0, 0]
    for (let i = 0; i < this.fires.length; i += 1) {
      const own = this.mutualInformation(this.fires[i], active, this.positives[i])
      if (own <= 0) continue
      total += own
      logs += own * Math.log(own)
      this.importance[i] += own
      this.importanceLogs[i] += own * Math.log(own)
    }
    if (total <= 0) return
    this.means.weight += total
    this.means.disentanglement += total * (1 - entropy(total, logs) / Math.log(this.fires.length))
  }

  private completeness(features: number): number {
    return this.importance.reduce(
      (sum, own, i) => sum + (own > 0 ? own * (1 - entropy(own, this.importanceLogs[i]) / Math.log(features)) : 0),
      0
    )
  }

  /** Of "fires" and "is c" in nats; 0 where firing makes c less likely. */
  private mutualInformation(both: number, fired: number, positives: number): number {
    const { rows } = this
    if (both * rows <= fired * positives) return 0
    const part = (cell: number, a: number, b: number): number =>
      cell > 0 ? (cell / rows) * Math.log((cell * rows) / (a * b)) : 0
    return (
      part(both, fired, positives) +
      part(fired - both, fired, rows - positives) +
      part(positives - both, rows - fired, positives) +
      part(rows - fired - positives + both, rows - fired, rows - positives)
    )
  }
}

/** Of parts that add up to `total`, with Σ part · ln part, in nats. */
function entropy(total: number, logs: number): number {
  return Math.max(0, Math.log(total) - logs / total)
}
