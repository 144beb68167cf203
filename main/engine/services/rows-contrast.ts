/** Rows on which only one of two features fires, and on which both do, with their contexts. */

import type { Checked, Result } from '../../../contract/calls/index'
import type { Postings } from '../../../contract/records/arrays'
import { spreadOverDocuments } from '../../analysis/explain/between'
import { type ContrastRows, contrastOf } from '../../analysis/explain/contrast'
import type { OpenProject } from '../projects/open-projects'
import { analysisOf } from './analysis-of'
import { examplesOf } from './examples-of'

type Asked = Omit<Checked<'features.contrast'>, 'project'>

/** Rows per wanted one whose documents are looked at, so that not all come from one text. */
const lookedAtPerRow = 5

export async function rowsContrast({ store, indexes }: OpenProject, asked: Asked): Promise<Result<'features.contrast'>> {
  const { run, most, context } = asked
  const { folder } = analysisOf(store, run)
  const [index, activations] = await Promise.all([indexes.rowIndex(store.runs.get(run).dataset), indexes.activationIndex(folder)])
  const [a, b] = [await activations.postings(asked.a), await activations.postings(asked.b)]
  const parts = contrastOf(a, b)
  const shown = async ({ rows }: ContrastRows, postings: Postings) => {
    const candidates = [...rows.subarray(0, index.hasDocuments ? most * lookedAtPerRow : most)]
    const documents = await Promise.all(candidates.map(async (row) => (await index.documents(row, row + 1))[0]))
    const examples = await examplesOf(spreadOverDocuments(candidates, documents, most), { index, postings, context })
    return { count: rows.length, examples }
  }
  return { onlyA: await shown(parts.onlyA, a), both: await shown(parts.both, a), onlyB: await shown(parts.onlyB, b) }
}
