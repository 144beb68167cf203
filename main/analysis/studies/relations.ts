/**
 * How features relate: which fire together in rows and in documents, which point the same way, near-duplicates, and why the dead
 * ones are dead. Reads the activation index several times; raw rows only where there are dead features.
 */
import type { RelationsAnswer, RelationsQuestion } from '../../../contract/records/studies/relations'
import { errorRecordFrom, LoupeError } from '../../../contract/wire/errors'
import { type Dictionary, decoderDirections, encoderDirections, type Neighbors, nearestAmong } from '../../dictionaries/index'
import { breathe } from '../passes/breathe'
import type { StudyIndex, StudyMaterial, StudyResult, StudyRows, StudySide, StudyWork } from './material'
import { type Autopsy, autopsy } from './relations/autopsy'
import { type Coactivation, coactivation } from './relations/coactivation'
import { duplicates } from './relations/duplicates'
import { NeighborTable } from './relations/neighbor-table'
import { usualLimits } from './relations/occurrences'
import { documents, singleRows } from './relations/row-sets'
import { spreadRows } from './relations/row-spread'

/** Nearest features by decoder cosine among which near-duplicates are sought, at least. */
const sought = 20
/** Rows looked at for dead features, about. */
const sampleRows = 4096
const validation = 1

/** Throws cancelled, and what reading the index throws. Rows that can not be read are told in the answer. */
export const answerRelations: StudyWork<'relations'> = async (question, material, side) => {
  const [index, rows, dictionary] = [await material.index(), await material.rows(), await material.dictionary()]
  const active = await activeRows(index, side.signal)
  const near = await nearby(dictionary, question.most, side)
  const together = await firingTogether(index, rows, question, side)
  const dead = await autopsy({ dictionary, active, signal: side.signal, ...(await evidence(material, active)) })
  const answer: RelationsAnswer = {
    kind: 'relations',
    features: index.dSae,
    most: question.most,
    least: question.least,
    ...together.answer,
    duplicates: await duplicates(index, near.decoder, active, side.signal),
    dead: dead.answer,
    ...(await onlyTraining(index, rows, active))
  }
  return { answer, arrays: { ...together.arrays, ...near.arrays, ...dead.arrays } }
}

/** [dSae] */
async function activeRows(index: StudyIndex, signal: AbortSignal): Promise<Uint32Array> {
  const active = new Uint32Array(index.dSae)
  for await (const { first, postings } of index.blocks()) {
    await breathe(signal)
    for (const [i, { rows }] of postings.entries()) active[first + i] = rows.length
  }
  return active
}

type Arrays = StudyResult<unknown>['arrays']

async function nearby(dictionary: Dictionary, most: number, side: StudySide): Promise<{ decoder: Neighbors; arrays: Arrays }> {
  const options = (note: string) => ({
    signal: side.signal,
    onProgress: (progress: Parameters<StudySide['progress']>[0]) => side.progress({ ...progress, note })
  })
  const decoder = await nearestAmong(decoderDirections(dictionary), Math.max(most, sought), options('Comparing decoder rows'))
  const encoder = await nearestAmong(encoderDirections(dictionary), most, options('Comparing encoder columns'))
  return { decoder, arrays: { ...cosineArrays('decoder', decoder, most), ...cosineArrays('encoder', encoder, most) } }
}

function cosineArrays(name: string, { count, features, cosines }: Neighbors, most: number): Arrays {
  const rows = count === 0 ? 0 : features.length / count
  const table = new NeighborTable(rows, most)
  features.forEach((feature, at) => {
    if (at % count < most) table.offer(Math.floor(at / count), feature, cosines[at], 0)
  })
  return tableArrays({ [`${name}Features`]: table.features, [`${name}Cosine`]: table.values }, most)
}

function tableArrays(arrays: Record<string, Uint32Array | Float32Array>, most: number): Arrays {
  return Object.fromEntries(Object.entries(arrays).map(([name, data]) => [name, { shape: [data.length / most, most], data }]))
}

async function firingTogether(
  index: StudyIndex,
  rows: StudyRows,
  { most, least, seed }: RelationsQuestion,
  side: StudySide
): Promise<StudyResult<Pick<RelationsAnswer, 'rows' | 'documents'>>> {
  const options = { most, least, seed, limits: usualLimits }
  const byRow = await coactivation(index, await singleRows(rows), { ...options, unit: 'rows' }, side)
  const sets = await documents(rows)
  const byDocument = sets && (await coactivation(index, sets, { ...options, unit: 'documents' }, side))
  return {
    answer: { rows: countedOf(byRow), ...(byDocument ? { documents: countedOf(byDocument) } : {}) },
    arrays: { ...togetherArrays(byRow, ''), ...(byDocument ? togetherArrays(byDocument, 'document') : {}) }
  }
}

function countedOf({ counted, of }: Coactivation): RelationsAnswer['rows'] {
  return { counted, of }
}

function togetherArrays({ pmi, jaccard }: Coactivation, before: string): Arrays {
  const name = (text: string) => (before ? before + text[0].toUpperCase() + text.slice(1) : text)
  const arrays = {
    [name('pmi')]: pmi.values,
    [name('pmiFeatures')]: pmi.features,
    [name('pmiRows')]: pmi.counts,
    [name('jaccard')]: jaccard.values,
    [name('jaccardFeatures')]: jaccard.features
  }
  return tableArrays(arrays, pmi.most)
}

/** What an autopsy needs besides the weights; rows that can not be read are a problem that is told. */
async function evidence(material: StudyMaterial, active: Uint32Array): Promise<Pick<Autopsy, 'sample' | 'idle'>> {
  if (active.every((rows) => rows > 0)) return { sample: { problem: 'No feature is dead' } }
  const steps = await material.idleSteps()
  const idle = steps && { steps, of: material.step }
  try {
    const sample = await spreadRows(material.batches(sampleRows), (await material.index()).rows, sampleRows)
    return { idle, sample: sample ?? { problem: 'There are no rows' } }
  } catch (thrown) {
    if (thrown instanceof LoupeError && thrown.code === 'cancelled') throw thrown
    return { idle, sample: { problem: errorRecordFrom(thrown).message } }
  }
}

/** Features that fire, but on no validation row. */
async function onlyTraining(
  index: StudyIndex,
  rows: StudyRows,
  active: Uint32Array
): Promise<Pick<RelationsAnswer, 'onlyTraining'>> {
  const uses = await rows.uses(0, rows.rows)
  if (!uses.includes(validation)) return {}
  let count = 0
  for await (const { first, postings } of index.blocks()) {
    for (const [i, one] of postings.entries()) {
      if (active[first + i] > 0 && one.rows.every((row) => uses[row] !== validation)) count += 1
    }
  }
  return { onlyTraining: count }
}
