/** The job process that looks whether a run's dictionary fits a file that it was not trained on. */

import { LoupeError } from '../../../../contract/wire/errors'
import { checkFit } from '../../../analysis/index'
import { openActivations, sampleRows } from '../../../datasets/index'
import { createEncoder, type Dictionary } from '../../../dictionaries/index'
import { serveJob } from '../job-side'
import type { FitSpec } from '../protocol/analysis'
import { readDictionary } from './checkpoint-files'
import { featuresOf } from './feature-batches'
import { knownMean } from './input-measure'

const mostRows = 4096

serveJob<'fit'>(async (spec, side) => {
  const dictionary = await readDictionary(spec.checkpoint)
  const { batch, leftOut } = await inputsOf(spec, dictionary, side.signal)
  const mean = await knownMean(spec.indexFolder, dictionary.dIn)
  const encoder = await createEncoder(dictionary)
  try {
    return {
      ...checkFit(encoder, batch, { ...spec.trained, mean, kind: dictionary.kind }),
      run: spec.run,
      step: spec.step,
      leftOut
    }
  } finally {
    encoder.dispose()
  }
})

/** Rows of the file, or what a hybrid reads of them. */
async function inputsOf(spec: FitSpec, dictionary: Dictionary, signal: AbortSignal) {
  if (spec.featuresFolder === undefined) return rowsOf(spec, dictionary, signal)
  const read = await readDictionary(spec.featuresFolder)
  const rows = await rowsOf(spec, read, signal)
  const encoder = await createEncoder(read)
  try {
    return { ...rows, batch: featuresOf(rows.batch, encoder) }
  } finally {
    encoder.dispose()
  }
}

async function rowsOf({ source, outliers }: FitSpec, { dIn }: Dictionary, signal: AbortSignal) {
  const reader = await openActivations(source, signal)
  try {
    if (reader.dIn !== dIn) throw otherWidth(source.path, reader.dIn, dIn)
    return await sampleRows(reader, { count: mostRows, seed: 0, outliers, signal })
  } finally {
    await reader.close()
  }
}

function otherWidth(path: string, found: number, expected: number): LoupeError {
  return new LoupeError('wrong-shape', `${path} has rows of ${found} numbers, the dictionary was trained on ${expected}`, {
    hint: 'These are activations of another model or of another place in it. Use those that the run was trained on.',
    place: path
  })
}
