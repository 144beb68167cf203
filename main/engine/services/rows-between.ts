/** Rows of an interval of a feature's activations, with their contexts: pulled from the activation index. */
import type { Checked, Result } from '../../../contract/calls/index'
import { orderedRows, positionsBetween, spreadOverDocuments } from '../../analysis/explain/between'
import type { OpenProject } from '../projects/open-projects'
import { analysisOf } from './analysis-of'
import { examplesOf } from './examples-of'

type Asked = Omit<Checked<'features.between'>, 'project'>

/** Rows per wanted one whose documents are looked at, so that not all come from one text. */
const lookedAtPerRow = 5

export async function rowsBetween({ store, indexes }: OpenProject, asked: Asked): Promise<Result<'features.between'>> {
  const { run, feature, most, context } = asked
  const { folder } = analysisOf(store, run)
  const [index, activations] = await Promise.all([indexes.rowIndex(store.runs.get(run).dataset), indexes.activationIndex(folder)])
  const postings = await activations.postings(feature)
  const interval = { ...asked, to: asked.to ?? Number.POSITIVE_INFINITY }
  const positions = positionsBetween(postings, interval)
  const candidates = orderedRows(postings, positions, interval, index.hasDocuments ? most * lookedAtPerRow : most)
  const documents = await Promise.all(candidates.map(async (row) => (await index.documents(row, row + 1))[0]))
  const rows = spreadOverDocuments(candidates, documents, most)
  return { count: positions.length, examples: await examplesOf(rows, { index, postings, context }) }
}
