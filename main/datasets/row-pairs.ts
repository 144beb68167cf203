/**
 * Whether the rows of several arrays belong together: the same number, the same sequences, and, where their files say what
 * each row is, the same order. Joining rows of different tokens would train on nonsense without a word.
 */
import type { ArraySource } from '../../contract/records/basics'
import type { LoupeError } from '../../contract/wire/errors'
import type { ActivationReader } from './activations'
import { namedError } from './files/input-file'
import { grouped } from './numbers-in-text'
import { checkSameOrder } from './row-order'

/** An array whose rows are to be joined with those of others. */
export interface PairedArray {
  source: ArraySource
  reader: ActivationReader
}

/** Throws row-mismatch that names both files, wrong-shape, and what reading their row tables throws. */
export async function checkPairs(
  first: PairedArray,
  others: readonly PairedArray[],
  rowTable: ArraySource | undefined,
  signal?: AbortSignal
): Promise<void> {
  for (const other of others) {
    const problem = numberProblem(first, other) ?? shapeProblem(first, other)
    if (problem) throw problem
  }
  for (const other of others) await checkSameOrder(first.source, other.source, first.reader.rows, { rowTable, signal })
}

function numberProblem(first: PairedArray, other: PairedArray): LoupeError | undefined {
  const [rows, wanted] = [other.reader.rows, first.reader.rows]
  if (rows === wanted) return undefined
  const happened = `has ${grouped(rows)} rows, ${named(first)} has ${grouped(wanted)}`
  const cut = `“FILE[:${Math.min(rows, wanted)}]” for loupe new takes the first rows of the longer one.`
  const hint = `They are joined row by row: both need the rows of the same tokens in the same order. ${cut}`
  return namedError('row-mismatch', other.source.path, happened, hint)
}

/** The same number of rows can be other sequences: [10, 20] and [20, 10]. */
function shapeProblem(first: PairedArray, other: PairedArray): LoupeError | undefined {
  const [own, wanted] = [other.reader.shape, first.reader.shape]
  if (own.length < 3 || wanted.length < 3 || (own[0] === wanted[0] && own[1] === wanted[1])) return undefined
  const happened = `holds ${own[0]} sequences of ${own[1]}, ${named(first)} holds ${wanted[0]} of ${wanted[1]}`
  const hint = 'Write both from the same batches of tokens, without cutting or padding one of them.'
  return namedError('row-mismatch', other.source.path, happened, hint)
}

function named({ source, reader }: PairedArray): string {
  const name = source.path.split(/[\\/]/).at(-1) ?? source.path
  return reader.array === '' ? `“${name}”` : `“${name}” (${reader.array})`
}
