/** Parts the rows that the analysis saw into those that are learned from and those that scores are of. */
import { type HeldOut, heldOutShare, type Unit } from '../../../contract/records/studies/held-out'
import { createRandom, mixSeeds } from '../../maths/random'
import { permutation } from '../../maths/shuffle'
import { leftOut, type StudyRows } from './material'

/** Codes of `HeldOutRows.parts`; `none`: the analysis did not see the row. */
export const parts = { none: 0, train: 1, heldOut: 2 } as const

export interface HeldOutRows {
  by: HeldOut['by']
  /** [rows of the data set] */
  parts: Uint8Array
}

/** With fewer documents whole kinds of rows would be in one part only. */
const fewestDocuments = 10

/**
 * 30 % of the documents are held out; or of the rows where there are fewer than 10 documents, and single rows are what is asked about.
 * The same seed parts in the same way.
 */
export async function heldOutRows(rows: StudyRows, { seed, per }: { seed: number; per: Unit }): Promise<HeldOutRows> {
  const uses = await rows.uses(0, rows.rows)
  const by = rows.hasDocuments && (per !== 'row' || rows.documentCount >= fewestDocuments) ? 'document' : 'row'
  const documents = by === 'document' ? await rows.documents(0, rows.rows) : undefined
  const count = documents ? rows.documentCount : rows.rows
  const isHeldOut = drawn(count, mixSeeds(seed, 0))
  const random = createRandom(mixSeeds(seed, 1))
  const codes = Uint8Array.from(uses, (use, row) => {
    if (use === leftOut) return parts.none
    const group = documents ? documents[row] : row
    const held = group < 0 ? random.next() < heldOutShare : isHeldOut[group] === 1
    return held ? parts.heldOut : parts.train
  })
  return { by, parts: codes }
}

/** [count] 1 for 30 % of them, one at least where there are two. */
function drawn(count: number, seed: number): Uint8Array {
  const held = new Uint8Array(count)
  const wanted = count > 1 ? Math.max(1, Math.round(count * heldOutShare)) : 0
  for (const group of permutation(count, createRandom(seed)).subarray(0, wanted)) held[group] = 1
  return held
}
