/**
 * Chooses the rows of a quiz: half on which the feature fires, half on which it does not, among them near misses, where a feature
 * of a similar decoder direction fires. Rows that were shown before are left out; validation rows are preferred.
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
export function chooseRows({ postings, neighbors, uses, seen, seed, count = quizRows }: QuizMaterial): ChosenRow[] {
  const nearMisses = Math.round(nearMissShare * count)
  const random = createRandom(seed)
  const activationOf = new Map(Array.from(postings.rows, (row, i) => [row, postings.values[i]]))
  const isNew = (row: number): boolean => uses[row] !== 2 && !seen.has(row)
  const firing = drawn(postings.rows.filter(isNew), { uses, random, most: count / 2 })
  const taken = new Set<number>()
  const near = neighbors.flatMap(({ rows }) => {
    const rest = rows.filter((row) => isNew(row) && !activationOf.has(row) && !taken.has(row))
    const some = drawn(rest, { uses, random, most: Math.min(firing.length, nearMisses) - taken.size })
    for (const row of some) taken.add(row)
    return some
  })
  const silent = silentRows({
    count: firing.length - near.length,
    isFree: (row) => isNew(row) && !activationOf.has(row) && !taken.has(row),
    uses,
    random
  })
  const all: ChosenRow[] = [
    ...firing.map((row) => ({ row, kind: 'fires' as const, value: activationOf.get(row) ?? 0 })),
    ...near.map((row) => ({ row, kind: 'near-miss' as const, value: 0 })),
    ...silent.map((row) => ({ row, kind: 'random' as const, value: 0 }))
  ]
  if (near.length + silent.length === 0) return []
  return Array.from(permutation(all.length, random), (i) => all[i])
}

/** Some of these rows at random; validation rows where there are enough of them. */
function drawn(rows: Uint32Array, { uses, random, most }: { uses: Uint8Array; random: Random; most: number }): number[] {
  if (most <= 0) return []
  const held = rows.filter((row) => uses[row] === 1)
  const from = held.length >= most ? held : rows
  return Array.from(permutation(from.length, random).subarray(0, most), (i) => from[i])
}

interface Silent {
  count: number
  isFree: (row: number) => boolean
  uses: Uint8Array
  random: Random
}

/** Tries at random first; where nearly every row fires, all rows are looked through. */
function silentRows({ count, isFree, uses, random }: Silent): number[] {
  const found = new Set<number>()
  for (let tries = 0; found.size < count && tries < 200 * count; tries += 1) {
    const row = random.integer(Math.max(1, uses.length))
    if (isFree(row) && (uses[row] === 1 || tries > 100 * count)) found.add(row)
  }
  for (let row = 0; found.size < count && row < uses.length; row += 1) if (isFree(row)) found.add(row)
  return [...found]
}
