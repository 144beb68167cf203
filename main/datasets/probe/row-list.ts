/** The rows of a kind, as a summary tells them: how many, and which are the first. */

/** Row lists of a summary hold at most this many. */
export const listedRows = 100

/** Counts rows and remembers the first of them. */
export class RowList {
  private count = 0
  private readonly rows: number[] = []

  plain(): { count: number; rows: number[] } {
    return { count: this.count, rows: this.rows }
  }

  add(row: number): void {
    this.count += 1
    if (this.rows.length < listedRows) this.rows.push(row)
  }
}
