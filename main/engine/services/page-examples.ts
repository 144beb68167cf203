/**
 * Where the examples of a feature page come from: the row index and the activation index. One that is damaged or gone takes the
 * contexts away and nothing else: which rows they are, and with what activation, is stored with the facts.
 */
import type { Postings } from '../../../contract/records/arrays'
import type { Example } from '../../../contract/records/feature'
import { type ErrorRecord, errorRecordFrom, LoupeError } from '../../../contract/wire/errors'
import { activationsOn } from '../../analysis/examples/activations-on'
import { sourceOf } from '../../analysis/examples/source'
import type { FeatureEvidence } from '../../store/feature-records'
import type { OpenProject } from '../projects/open-projects'
import { examplesOf } from './examples-of'

export interface PageExamples {
  of(rows: Iterable<number>): Promise<Example[]>
  /** What can not be read, with the remedy. */
  problem: ErrorRecord | undefined
}

/** Never throws for indexes that can not be read. `context`: tokens to either side of a peak. */
export async function pageExamples(
  { store, indexes }: OpenProject,
  { run, folder, context }: { run: string; folder: string; context: number },
  evidence: FeatureEvidence
): Promise<PageExamples> {
  const [index, postings] = await Promise.all([
    readable(indexes.rowIndex(store.runs.get(run).dataset)),
    readable(indexes.activationIndex(folder).then((open) => open.postings(evidence.row.feature)))
  ])
  const known = postings.value ?? storedPostings(evidence)
  const rows = index.value
  return {
    of: async (wanted) =>
      rows ? examplesOf(wanted, { index: rows, postings: known, context }) : [...wanted].map((row) => bareExample(row, known)),
    problem: index.problem ?? postings.problem
  }
}

/** The value, or why it can not be read; defects are thrown. */
async function readable<T>(promise: Promise<T>): Promise<{ value?: T; problem?: ErrorRecord }> {
  try {
    return { value: await promise }
  } catch (thrown) {
    if (thrown instanceof LoupeError) return { problem: errorRecordFrom(thrown) }
    throw thrown
  }
}

/** The rows of all examples: everything that is known of the feature's activations without the index. */
function storedPostings({ top, random, intervals }: FeatureEvidence): Postings {
  const known = new Map<number, number>()
  for (const { rows, values } of [top, random, ...intervals]) for (const [i, row] of rows.entries()) known.set(row, values[i])
  const rows = Uint32Array.from(known.keys()).sort()
  return { rows, values: Float32Array.from(rows, (row) => known.get(row) ?? 0) }
}

function bareExample(row: number, postings: Postings): Example {
  const values = activationsOn({ from: row, to: row + 1 }, postings)
  return { row, value: values[0], source: sourceOf({ row }), tokens: [''], values, peak: 0, labels: {} }
}
