/** What the reconstruction of each row misses. Goes over the rows twice: what an error is measured by, their mean, comes first. */
import { LoupeError } from '../../../../contract/wire/errors'
import { breathe } from '../../passes/breathe'
import type { StudyMaterial, StudySide } from '../material'
import { type ReconstructedRows, reconstructions, wantedOf } from '../reconstructions'

/** ‖x − x̂‖² and ‖x − x̂‖² ÷ ‖x − mean‖² of the analyzed `rows` in their order. Throws what reading them throws. */
export async function rowErrors(
  material: StudyMaterial,
  rows: Uint32Array,
  side: StudySide
): Promise<{ squaredError: Float32Array; fvu: Float32Array }> {
  const mean = await meanOf(material, side)
  const squaredError = new Float32Array(rows.length)
  const fvu = new Float32Array(rows.length)
  let at = 0
  for await (const batch of reconstructions(material, side)) {
    for (let i = 0; i < batch.count; i += 1, at += 1) {
      const [error, variation] = squares(batch, i, mean)
      squaredError[at] = error
      // A row that is the mean has nothing to explain: its error counts whole.
      fvu[at] = variation > 0 ? error / variation : error > 0 ? 1 : 0
    }
  }
  if (at !== rows.length)
    throw new LoupeError('changed', 'The analysis is of more rows than the data set', { hint: 'Analyze the run again.' })
  return { squaredError, fvu }
}

/** ‖x − x̂‖² and ‖x − mean‖² of row i. */
function squares({ wanted, output, dOut }: ReconstructedRows, i: number, mean: Float64Array): [number, number] {
  let [error, variation] = [0, 0]
  for (let j = 0, at = i * dOut; j < dOut; j += 1, at += 1) {
    error += (wanted[at] - output[at]) ** 2
    variation += (wanted[at] - mean[j]) ** 2
  }
  return [error, variation]
}

const batchRows = 4_096

/** Mean of what is to be reconstructed, over all analyzed rows. */
async function meanOf(material: StudyMaterial, { signal, progress }: StudySide): Promise<Float64Array> {
  const [dictionary, { rows: total }] = [await material.dictionary(), await material.index()]
  const width = dictionary.dOut ?? dictionary.dIn
  const sum = new Float64Array(width)
  let done = 0
  for await (const batch of material.batches(batchRows)) {
    await breathe(signal)
    const wanted = wantedOf(batch, dictionary)
    for (let at = 0; at < wanted.length; at += 1) sum[at % width] += wanted[at]
    done += batch.count
    progress({ done, total, unit: 'rows', note: 'Averaging rows' })
  }
  return sum.map((value) => value / Math.max(1, done))
}
