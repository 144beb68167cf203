/** What is measured on a data set's training rows: by its first training, kept beside its row index. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Progress } from '../../../../contract/records/basics'
import type { Dataset } from '../../../../contract/records/dataset'
import { LoupeError } from '../../../../contract/wire/errors'
import { tensorsFromSafetensors } from '../../../codecs/safetensors'
import { tensorsToSafetensors } from '../../../codecs/safetensors-writing'
import { createCovariance, type InputFacts } from '../../../dictionaries/index'
import { writeAtomically } from '../../../store/files/write-atomically'
import { measureInputs } from '../../../training/index'
import { tensorsFromFacts } from './input-facts'
import { factsIn, measureFile } from './known-facts'
import type { OpenData } from './open-data'

/** What is needed of a data set: widths that a measure has to fit, and how many rows it goes over. */
export type MeasuredData = Pick<Dataset, 'dIn' | 'streams' | 'targets' | 'trainRows'>

export interface MeasureOptions {
  onProgress: (progress: Progress) => void
  /** False ends the measuring with `cancelled`. */
  isWanted: () => boolean
  /** For whitening; costs a second pass once. */
  withCovariance?: boolean
}

const covarianceFileName = 'covariance.safetensors'
const batchRows = 4096

export async function inputMeasure(
  data: OpenData,
  folder: string,
  dataset: MeasuredData,
  options: MeasureOptions
): Promise<InputFacts> {
  const facts = (await knownMeasure(folder, dataset)) ?? (await measured(data, folder, dataset, options))
  if (!options.withCovariance) return facts
  const covariance = (await knownCovariance(folder, dataset.dIn)) ?? (await covarianceOf(data, folder, dataset, facts, options))
  return { ...facts, covariance }
}

async function measured(data: OpenData, folder: string, dataset: MeasuredData, options: MeasureOptions): Promise<InputFacts> {
  const rows = told(data.inOrder(['train'], batchRows), dataset.trainRows, options)
  const facts = await measureInputs(rows, widthsOf(dataset))
  const { tensors, metadata } = tensorsFromFacts(facts)
  writeAtomically(join(folder, measureFile), tensorsToSafetensors(tensors, { ...metadata, format: 'loupe-measure' }))
  return facts
}

async function covarianceOf(
  data: OpenData,
  folder: string,
  { dIn, trainRows }: MeasuredData,
  { mean }: InputFacts,
  options: MeasureOptions
): Promise<Float32Array> {
  const sums = await createCovariance(mean)
  for await (const batch of told(data.inOrder(['train'], batchRows), trainRows, options)) sums.add(batch)
  const covariance = { shape: [dIn, dIn], data: sums.result() }
  writeAtomically(join(folder, covarianceFileName), tensorsToSafetensors({ covariance }, { format: 'loupe-covariance' }))
  return covariance.data
}

/** The mean row that an earlier training measured. */
export async function knownMean(folder: string, dIn: number): Promise<Float32Array | undefined> {
  const mean = (await factsIn(folder))?.mean
  return mean?.length === dIn ? mean : undefined
}

/** What an earlier training measured. A file that is not what it should be is measured again. */
async function knownMeasure(folder: string, dataset: MeasuredData): Promise<InputFacts | undefined> {
  const facts = await factsIn(folder)
  return facts && fits(facts, dataset) ? facts : undefined
}

async function knownCovariance(folder: string, dIn: number): Promise<Float32Array | undefined> {
  try {
    const { covariance } = tensorsFromSafetensors(await readFile(join(folder, covarianceFileName))).tensors
    return covariance.data.length === dIn * dIn ? covariance.data : undefined
  } catch {
    return undefined
  }
}

function widthsOf({ dIn, streams, targets }: MeasuredData) {
  return {
    dIn,
    ...(targets ? { dOut: targets.dOut } : {}),
    ...(streams ? { streams: streams.map((stream) => stream.dIn) } : {})
  }
}

/** Files from before targets and streams were measured lack them. */
function fits(facts: InputFacts, dataset: MeasuredData): boolean {
  const { dIn, dOut, streams = [] } = widthsOf(dataset)
  const found = (facts.streams ?? []).map(({ width }) => width)
  return facts.dIn === dIn && facts.dOut === dOut && found.join() === streams.join()
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
