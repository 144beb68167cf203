/** Rows on which a feature fires and that have a category, by part, the greatest activation first. */
import type { Postings } from '../../../../contract/records/arrays'
import { descendingOrder } from '../../../maths/descending-order'
import { parts } from '../held-out'

/** The first `count` numbers of each array count. */
export interface ActivePart {
  count: number
  /** Descending. */
  values: Float32Array
  /** Category of each row. */
  codes: Int32Array
}

export interface ActiveRows {
  train: ActivePart
  heldOut: ActivePart
}

/** A feature's rows, sorted once for all columns. */
export interface SortedPostings {
  rows: Uint32Array
  values: Float32Array
}

export function sortedPostings({ rows, values }: Postings): SortedPostings {
  const order = descendingOrder(values)
  return { rows: order.map((at) => rows[at]), values: Float32Array.from(order, (at) => values[at]) }
}

/** Fills memory that is used for one feature after the other. */
export class ActiveRowsReader {
  private found: ActiveRows = { train: emptyPart(0), heldOut: emptyPart(0) }

  constructor(
    /** [rows] −1 for none. */
    private readonly codes: Int32Array,
    /** [rows] parts of held-out.ts. */
    private readonly partOf: Uint8Array
  ) {}

  read({ rows, values }: SortedPostings): ActiveRows {
    if (this.found.train.values.length < rows.length) {
      this.found = { train: emptyPart(2 * rows.length), heldOut: emptyPart(2 * rows.length) }
    }
    const { train, heldOut } = this.found
    train.count = 0
    heldOut.count = 0
    for (let i = 0; i < rows.length; i += 1) {
      const code = this.codes[rows[i]]
      const part = this.partOf[rows[i]]
      if (code < 0 || part === parts.none) continue
      const into = part === parts.train ? train : heldOut
      into.values[into.count] = values[i]
      into.codes[into.count] = code
      into.count += 1
    }
    return this.found
  }
}

function emptyPart(size: number): ActivePart {
  return { count: 0, values: new Float32Array(size), codes: new Int32Array(size) }
}
