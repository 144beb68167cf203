/**
 * The pattern table: what features answer on average to groups of rows, clustered, with the dense layer beside it.
 * Reads the activation index feature by feature; the raw rows only for the dense layer.
 */
import type { PatternsAnswer } from '../../../contract/records/studies/patterns'
import { LoupeError } from '../../../contract/wire/errors'
import type { StudyResult, StudyWork } from './material'
import { chosenFeatures, type FeatureTable } from './patterns/chosen-features'
import { type DenseMeans, denseMeans } from './patterns/dense-means'
import { columnOrder, mostClustered, reordered, rowOrder } from './patterns/order'
import { type RowGroups, rowGroups } from './patterns/row-groups'

/** Throws not-found, empty, unsupported for what can not be grouped, not-found for a feature that there is not. */
export const answerPatterns: StudyWork<'patterns'> = async (question, material, side) => {
  const index = await material.index()
  const unknown = question.features?.find((feature) => feature >= index.dSae)
  if (unknown !== undefined) throw noFeature(unknown, index.dSae)
  const groups = await rowGroups(question.by, await material.rows(), question.mostPatterns)
  const table = await chosenFeatures(index, groups, question, side)
  const columns = columnOrder(table.means, table.features.length, groups.sizes)
  const dense = question.dense ? await denseMeans(material, groups, side) : undefined
  return merged(sparsePart(groups, table, columns), dense && densePart(dense, columns))
}

type Part = StudyResult<Partial<PatternsAnswer>>

function merged(sparse: StudyResult<PatternsAnswer>, dense: Part | undefined): StudyResult<PatternsAnswer> {
  if (!dense) return sparse
  return { answer: { ...sparse.answer, ...dense.answer, kind: 'patterns' }, arrays: { ...sparse.arrays, ...dense.arrays } }
}

function sparsePart(groups: RowGroups, table: FeatureTable, columns: Uint32Array): StudyResult<PatternsAnswer> {
  const rows = table.features.length
  const { order, clustered } = rowOrder(table.means, { rows, columns, active: table.active })
  const patterns = Array.from(columns, (at) => ({ name: groups.names[at], rows: groups.sizes[at], at: groups.places[at] }))
  return {
    answer: { kind: 'patterns', patterns, found: groups.found, features: rows, clustered, ...clusteredPart(patterns.length) },
    arrays: {
      features: { shape: [rows], data: Uint32Array.from(order, (row) => table.features[row]) },
      eta: { shape: [rows], data: Float32Array.from(order, (row) => table.eta[row]) },
      means: { shape: [rows, columns.length], data: reordered(table.means, order, columns) }
    }
  }
}

function clusteredPart(patterns: number): Pick<PatternsAnswer, 'clusteredPatterns'> {
  return patterns > mostClustered ? { clusteredPatterns: mostClustered } : {}
}

function densePart(dense: DenseMeans | { problem: string }, columns: Uint32Array): Part {
  if ('problem' in dense) return { answer: { denseProblem: dense.problem }, arrays: {} }
  const { dIn, means } = dense
  const { order } = rowOrder(means, { rows: dIn, columns, active: dIn })
  return {
    answer: { dIn },
    arrays: {
      dimensions: { shape: [dIn], data: order },
      dense: { shape: [dIn, columns.length], data: reordered(means, order, columns) }
    }
  }
}

function noFeature(feature: number, dSae: number): LoupeError {
  return new LoupeError('not-found', `There is no feature ${feature}`, { hint: `The run has the features 0 to ${dSae - 1}.` })
}
