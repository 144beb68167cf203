/** A data set made from real files, opened as jobs open it. */
import { join } from 'node:path'
import type { Batch } from '../../../../contract/records/arrays'
import { Dataset } from '../../../../contract/records/dataset'
import {
  buildDataset,
  type DatasetDraft,
  openDataset,
  openRowIndex,
  type RowIndex,
  trainingBatches
} from '../../../../main/datasets/index'
import type { OpenDataset } from '../../../../main/datasets/open-dataset'
import { writeText } from './support'

export interface Made extends OpenDataset {
  dataset: Dataset
  index: RowIndex
}

let count = 0

/** Builds it below the project; the record goes through its schema as JSON, as in a project. */
export async function make(project: string, draft: Partial<DatasetDraft> & Pick<DatasetDraft, 'activations'>): Promise<Made> {
  count += 1
  const folder = join(project, 'index', `d${count}`)
  const record = await buildDataset({ id: 'd', name: 'Data', outliers: 'keep', ...draft }, project, folder)
  const dataset = Dataset.parse(JSON.parse(JSON.stringify(record)))
  const open = await openDataset(dataset, project)
  const index = await openRowIndex(folder)
  const close = async (): Promise<void> => {
    await open.close()
    await index.close()
  }
  return { ...open, dataset, index, close }
}

type BatchChoice = Partial<Omit<Parameters<typeof trainingBatches>[0], 'reader' | 'index'>>

/** The first training batches. */
export async function taken(made: Made, batches: number, o: BatchChoice = {}): Promise<Batch[]> {
  const { reader, targets, index, dataset } = made
  const { outliers, norms } = dataset
  const given = { batchRows: 16, seed: 1, firstBatch: 0, ...o }
  const found: Batch[] = []
  for await (const batch of trainingBatches({ reader, targets, index, outliers, medianNorm: norms.median, ...given })) {
    found.push(batch)
    if (found.length === batches) break
  }
  return found
}

/** A JSON Lines table; gives its source. */
export function writeTable(folder: string, name: string, rows: number, row: (index: number) => object): { path: string } {
  return { path: writeText(folder, name, Array.from({ length: rows }, (_, index) => JSON.stringify(row(index))).join('\n')) }
}
