/**
 * Anomalies: all analyzed rows by reconstruction error and by the rarity of what fires on them. Rarity needs the activation index
 * alone, so it is answered also where the rows themselves can not be read.
 */
import type { AnomaliesAnswer, AnomaliesQuestion, AnomalyMeasure } from '../../../contract/records/studies/anomalies'
import { errorRecordFrom, LoupeError } from '../../../contract/wire/errors'
import { descending } from '../../maths/ranking'
import { listedRows } from './anomalies/listed-rows'
import { rowErrors } from './anomalies/row-errors'
import { rowRarities } from './anomalies/row-rarities'
import { anomalyScores } from './anomalies/scores'
import type { StudyMaterial, StudyResult, StudySide, StudyWork } from './material'

/** A number of every analyzed row, in their order. */
export type RowMeasures = Partial<Record<AnomalyMeasure, Float32Array>>

/** Throws not-found for a label column or a category that there is not. */
export const answerAnomalies: StudyWork<'anomalies'> = async (question, material, side) => {
  const labels = await labelsOf(question, material)
  const { rows, active, rarity, silent } = await rowRarities(await material.index(), side)
  const errors = await errorsOrProblem(material, rows, side)
  const measures: RowMeasures = { ...errors.measures, rarity }
  const orders = Object.entries(measures).map(([measure, values]) => ({
    measure: measure as AnomalyMeasure,
    values,
    order: descending(values)
  }))
  const lists = orders.map(({ measure, order }) => ({ measure, at: [...order.subarray(0, question.most)] }))
  const answer: AnomaliesAnswer = {
    kind: 'anomalies',
    rows: rows.length,
    lists: lists.map(({ measure, at }) => ({ measure, rows: at.map((i) => rows[i]) })),
    listed: await listedRows(
      await material.rows(),
      lists.flatMap(({ at }) => at),
      { rows, active, measures, labels }
    ),
    silent,
    scores: labels ? anomalyScores(orders, rows, labels, question.category) : [],
    ...(errors.problem ? { problem: errors.problem } : {})
  }
  return { answer, arrays: arraysOf(rows, measures) }
}

type Errors = { measures: RowMeasures; problem?: AnomaliesAnswer['problem'] }

/** What can not be read is told; a study that is cancelled ends. */
async function errorsOrProblem(material: StudyMaterial, rows: Uint32Array, side: StudySide): Promise<Errors> {
  try {
    return { measures: await rowErrors(material, rows, side) }
  } catch (thrown) {
    if (side.signal.aborted || !(thrown instanceof LoupeError)) throw thrown
    return { measures: {}, problem: errorRecordFrom(thrown) }
  }
}

async function labelsOf({ labelColumn, category }: AnomaliesQuestion, material: StudyMaterial) {
  if (labelColumn === undefined) return undefined
  const labels = await (await material.rows()).categories(labelColumn)
  if (category === undefined || labels.categories.includes(category)) return labels
  throw new LoupeError('not-found', `Column “${labelColumn}” has no category “${category}”`, {
    hint: `It has: ${labels.categories.slice(0, 20).join(', ')}.`
  })
}

function arraysOf(rows: Uint32Array, measures: RowMeasures): StudyResult<unknown>['arrays'] {
  const shape = [rows.length]
  const named = Object.entries(measures).map(([measure, data]) => [measure, { shape, data }])
  return { rows: { shape, data: rows }, ...Object.fromEntries(named) }
}
