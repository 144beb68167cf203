/** How well each feature tells each category of the label columns from the rest: one pass over the activation index. */
import type { ColumnsAnswer } from '../../../contract/records/studies/columns'
import { mostScores } from '../../../contract/records/studies/columns'
import { LoupeError } from '../../../contract/wire/errors'
import { breathe } from '../passes/breathe'
import { sortedPostings } from './columns/active-rows'
import { emptyScores } from './columns/category-scores'
import { type ColumnPlace, ColumnStudy, type ScoreArrays, scoreNames } from './columns/column-study'
import type { StudyResult, StudyRows, StudySide, StudyWork } from './material'
import { type Units, unitsOf } from './units'

/** Throws not-found for a column that there is not, unsupported for one without categories or for too many of them, empty. */
export const answerColumns: StudyWork<'columns'> = async (question, material, side) => {
  const [index, rows] = [await material.index(), await material.rows()]
  const units = await unitsOf(rows, question)
  const { places, skipped } = await columnsOf(question.columns, rows, units)
  const arrays = emptyArrays(places, index.dSae)
  const studies = places.map((place) => new ColumnStudy(place, units.parts, index.dSae, arrays))
  for await (const { first, postings } of index.blocks()) {
    await scoreBlock(studies, first, postings.map(units.pooled), side)
    side.progress({ done: first + postings.length, total: index.dSae, unit: 'features', note: 'Comparing with label columns' })
  }
  return {
    answer: {
      kind: 'columns',
      heldOut: units.record,
      columns: studies.map((study) => study.columnScores()),
      categories: studies.flatMap((study) => study.categoryScores()),
      skipped
    },
    arrays: { ...shaped(arrays, places, index.dSae), parts: units.array }
  }
}

/** Features between two looks at whether the study was cancelled. */
const breathEvery = 256

async function scoreBlock(
  studies: ColumnStudy[],
  first: number,
  postings: Parameters<typeof sortedPostings>[0][],
  { signal }: StudySide
): Promise<void> {
  for (const [i, own] of postings.entries()) {
    if (i % breathEvery === 0) await breathe(signal)
    const sorted = sortedPostings(own)
    for (const study of studies) study.add(first + i, sorted)
  }
}

/** The named columns, or all that have between two and 1,000 categories. */
async function columnsOf(
  named: string[],
  rows: StudyRows,
  units: Units
): Promise<{ places: ColumnPlace[]; skipped: ColumnsAnswer['skipped'] }> {
  const places: ColumnPlace[] = []
  const skipped: ColumnsAnswer['skipped'] = []
  let firstCategory = 0
  for (const name of named.length > 0 ? [...new Set(named)] : rows.labelColumns) {
    try {
      const column = units.column(await rows.categories(name))
      if (column.categories.length < 2) throw oneCategory(name)
      places.push({ name, column, at: places.length, firstCategory })
      firstCategory += column.categories.length
    } catch (thrown) {
      if (named.length > 0 || !(thrown instanceof LoupeError) || thrown.code !== 'unsupported') throw thrown
      skipped.push({ column: name, reason: thrown.message })
    }
  }
  if (places.length === 0) throw noColumns(skipped)
  return { places, skipped }
}

function emptyArrays(places: ColumnPlace[], dSae: number): ScoreArrays {
  const categories = places.reduce((sum, { column }) => sum + column.categories.length, 0)
  if (categories * dSae > mostScores) throw tooMany(categories, dSae)
  return { ...emptyScores(categories * dSae), monosemanticity: new Float32Array(places.length * dSae) }
}

function shaped(arrays: ScoreArrays, places: ColumnPlace[], dSae: number): StudyResult<unknown>['arrays'] {
  const scores = scoreNames.map((name) => [name, { shape: [arrays[name].length / dSae, dSae], data: arrays[name] }])
  return {
    ...Object.fromEntries(scores),
    monosemanticity: { shape: [places.length, dSae], data: arrays.monosemanticity }
  }
}

function oneCategory(name: string): LoupeError {
  return new LoupeError('unsupported', `The column “${name}” has only one value`, { place: name })
}

function noColumns(skipped: ColumnsAnswer['skipped']): LoupeError {
  return new LoupeError('empty', skipped[0]?.reason ?? 'The rows of this project have no label columns', {
    hint: 'Make a project with a row table that has a column of categories.'
  })
}

function tooMany(categories: number, dSae: number): LoupeError {
  return new LoupeError('unsupported', `${categories} categories of ${dSae} features are more than one study can hold`, {
    hint: `Name columns with at most ${Math.floor(mostScores / dSae)} categories together.`
  })
}
