/**
 * Chooses the rows of a quiz: half on which the feature fires, half on which it does not, among them near misses, where a feature
 * of a similar decoder direction fires. Rows that were shown before are left out; validation rows, and rows that did not stand
 * around a shown one, are preferred.
 */
import type { Postings } from '../../../contract/records/arrays'
import { type QuizKind, quizRows } from '../../../contract/records/quiz'
import { createRandom, type Random } from '../../maths/random'
import { permutation } from '../../maths/shuffle'

export interface QuizMaterial {
  postings: Postings
  /** Rows on which the nearest features fire, the nearest feature first. */
  neighbors: readonly Postings[]
  /** [rows of the data set] 0 train, 1 validation, 2 left out. */
  uses: Uint8Array
  /** Rows that the person may have seen with their activations. */
  seen: ReadonlySet<number>
  /** Rows that stood beside those, in their context: only taken where there are not enough others. */
  nearSeen: ReadonlySet<number>
  /** [rows of the data set] ordinals of documents, −1 where there is none: no two rows of one while there are enough. */
  documents: Int32Array
  seed: number
  /** An even number; that of a quiz when left out. */
  count?: number
}

export interface ChosenRow {
  row: number
  kind: QuizKind
  /** The feature's activation. */
  value: number
}

/** Share of near misses: 3 of 10 rows. */
const nearMissShare = 0.3

/** At most `count` rows in random order, as many silent as firing; none when there is nothing of one kind. The same seed gives the same. */
export function chooseRows({
  postings,
  neighbors,
  uses,
  seen,
  nearSeen,
  documents,
  seed,
  count = quizRows
}: QuizMaterial): ChosenRow[] {
  const nearMisses = Math.round(nearMissShare * count)
  const draw: Draw = { uses, nearSeen, documents, random: createRandom(seed) }
  const activationOf = new Map(Array.from(postings.rows, (row, i) => [row, postings.values[i]]))
  const isNew = (row: number): boolean => uses[row] !== 2 && !seen.has(row)
  const firing = drawn(postings.rows.filter(isNew), draw, count / 2)
  const taken = new Set<number>()
  const isFree = (row: number): boolean => isNew(row) && !activationOf.has(row) && !taken.has(row)
  const near = neighbors.flatMap(({ rows }) => {
    const some = drawn(rows.filter(isFree), draw, Math.min(firing.length, nearMisses) - taken.size)
    for (const row of some) taken.add(row)
    return some
  })
  const silent = silentRows({ ...draw, count: firing.length - near.length, isFree })
  const all: ChosenRow[] = [
    ...firing.map((row) => ({ row, kind: 'fires' as const, value: activationOf.get(row) ?? 0 })),
    ...near.map((row) => ({ row, kind: 'near-miss' as const, value: 0 })),
    ...silent.map((row) => ({ row, kind: 'random' as const, value: 0 }))
  ]
  if (near.length + silent.length === 0) return []
  return Array.from(permutation(all.length, draw.random), (i) => all[i])
}

interface Draw {
  uses: Uint8Array
  nearSeen: ReadonlySet<number>
  documents: Int32Array
  random: Random
}

/** Better rows first: away from what was shown, then held out from training. */
function rank(row: number, { uses, nearSeen }: Draw): number {
  return (nearSeen.has(row) ? 2 : 0) + (uses[row] === 1 ? 0 : 1)
}

const ranks = [0, 1, 2, 3]

/** Some of these rows at random, the better ones first, and of equally good ones those of other documents. */
function drawn(rows: Uint32Array, draw: Draw, most: number): number[] {
  if (most <= 0) return []
  const mixed = Array.from(permutation(rows.length, draw.random), (i) => rows[i])
  const chosen = new Set<number>()
  const documents = new Set<number>()
  for (const wanted of ranks) {
    const equal = mixed.filter((row) => rank(row, draw) === wanted)
    for (const row of [...onePerDocument(equal, draw, documents), ...equal]) if (chosen.size < most) chosen.add(row)
  }
  return [...chosen]
}

/** Rows of documents that had none yet; rows of no document stand for themselves. */
function* onePerDocument(rows: readonly number[], { documents }: Draw, had: Set<number>): Generator<number> {
  for (const row of rows) {
    const document = documents[row]
    if (document >= 0 && had.has(document)) continue
    had.add(document)
    yield row
  }
}

interface Silent extends Draw {
  count: number
  isFree: (row: number) => boolean
}

/** Tries at random first, content with less the longer it takes; where nearly every row fires, all rows are looked through. */
function silentRows({ count, isFree, ...draw }: Silent): number[] {
  const found = new Set<number>()
  const rows = draw.uses.length
  for (let tries = 0; found.size < count && tries < 400 * count; tries += 1) {
    const row = draw.random.integer(Math.max(1, rows))
    if (isFree(row) && rank(row, draw) <= Math.floor(tries / (100 * count))) found.add(row)
  }
  for (let row = 0; found.size < count && row < rows; row += 1) if (isFree(row)) found.add(row)
  return [...found]
}
