/** Mean and scale of a data set's training rows: measured by its first training, kept beside its row index. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Progress } from '../../../../contract/records/basics'
import { LoupeError } from '../../../../contract/wire/errors'
import { tensorsFromSafetensors, tensorsToSafetensors } from '../../../codecs/safetensors'
import { writeAtomically } from '../../../store/files/write-atomically'
import { measureInputs } from '../../../training/index'
import type { OpenData } from './open-data'

export interface InputMeasure {
  mean: Float32Array
  inputScale: number
}

export interface MeasureOptions {
  onProgress: (progress: Progress) => void
  /** False ends the measuring with `cancelled`. */
  isWanted: () => boolean
}

const fileName = 'measure.safetensors'
const batchRows = 4096

export async function inputMeasure(
  data: OpenData,
  folder: string,
  total: number,
  { onProgress, isWanted }: MeasureOptions
): Promise<InputMeasure> {
  const path = join(folder, fileName)
  const known = await knownMeasure(folder, data.reader.dIn)
  if (known) return known
  const measure = await measureInputs(told(data.inOrder(['train'], batchRows), total, { onProgress, isWanted }), data.reader.dIn)
  const mean = { shape: [measure.mean.length], data: measure.mean }
  writeAtomically(path, tensorsToSafetensors({ mean }, { format: 'loupe-measure', input_scale: String(measure.inputScale) }))
  return measure
}

/** What an earlier training measured. A file that is not what it should be is measured again. */
export async function knownMeasure(folder: string, dIn: number): Promise<InputMeasure | undefined> {
  try {
    const { tensors, metadata } = tensorsFromSafetensors(await readFile(join(folder, fileName)))
    const inputScale = Number(metadata.input_scale)
    return tensors.mean.data.length === dIn && inputScale > 0 ? { mean: tensors.mean.data, inputScale } : undefined
  } catch {
    return undefined
  }
}

async function* told<T extends { count: number }>(
  batches: AsyncIterable<T>,
  total: number,
  { onProgress, isWanted }: MeasureOptions
): AsyncIterable<T> {
  let done = 0
  for await (const batch of batches) {
    if (!isWanted()) throw new LoupeError('cancelled', 'Cancelled')
    yield batch
    done += batch.count
    onProgress({ done, total, unit: 'rows', note: 'Measuring the inputs' })
  }
}
