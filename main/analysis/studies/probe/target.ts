/** What a probe is to tell: which rows are of the category, and which part they belong to. */
import { parts } from '../held-out'
import type { CategoryColumn } from '../material'

export type PartName = 'train' | 'heldOut'

export interface Target {
  /** [rows] 1 for a row of the category. */
  isPositive: Uint8Array
  /** [rows] parts of held-out.ts; none for a row without a category. */
  partOf: Uint8Array
  counts: Record<PartName, { positives: number; negatives: number }>
}

export function targetOf({ codes }: CategoryColumn, partOf: Uint8Array, category: number): Target {
  const counts = { train: { positives: 0, negatives: 0 }, heldOut: { positives: 0, negatives: 0 } }
  const isPositive = Uint8Array.from(codes, (code) => Number(code === category))
  const labeled = partOf.map((part, row) => (codes[row] < 0 ? parts.none : part))
  labeled.forEach((part, row) => {
    if (part === parts.none) return
    const own = part === parts.train ? counts.train : counts.heldOut
    if (isPositive[row]) own.positives += 1
    else own.negatives += 1
  })
  return { isPositive, partOf: labeled, counts }
}
