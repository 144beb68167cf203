/** Compares two runs: their dictionaries over the same rows, or each over rows of its own that belong together by their numbers. */
import type { CompareAnswer, CompareQuestion } from '../../../contract/records/studies/compare'
import { LoupeError } from '../../../contract/wire/errors'
import { pairedBatches } from './compare/paired-batches'
import type { Side } from './compare/side'
import { compareDictionaries, type PairedBatch } from './compare/two-dictionaries'
import type { StudyMaterial, StudyWork } from './material'

/** Rows encoded at once. */
const batchRows = 2048

/** Throws wrong-shape for rows that do not fit a dictionary, unsupported for a transcoder without targets, empty. */
export const answerCompare: StudyWork<'compare'> = async (question, material, side, other) => {
  if (!other) throw new LoupeError('internal', 'A comparison needs a second run')
  const reading = question.reading ?? (await usualReading(material, other))
  return compareDictionaries({
    question,
    a: await sideOf(material),
    b: await sideOf(other),
    batches: batchesOf(material, other, reading),
    reading,
    totalRows: (await material.index()).rows,
    signal: side.signal,
    onProgress: (progress) => side.progress(progress)
  })
}

async function sideOf(material: StudyMaterial): Promise<Side> {
  const { run, step } = material
  return { run, step, dictionary: await material.dictionary(), encoder: await material.encoder() }
}

async function usualReading(a: StudyMaterial, b: StudyMaterial): Promise<CompareAnswer['reading']> {
  if (a.source === b.source) return 'same'
  return (await a.rows()).rows === (await b.rows()).rows ? 'own' : 'same'
}

async function* batchesOf(
  a: StudyMaterial,
  b: StudyMaterial,
  reading: NonNullable<CompareQuestion['reading']>
): AsyncIterable<PairedBatch> {
  if (reading === 'own' && a.source !== b.source) yield* pairedBatches(a.batches(batchRows), b.batches(batchRows))
  else for await (const batch of a.batches(batchRows)) yield { a: batch, b: batch }
}
