/**
 * Reads a file of activations as Loupe does for training, and prints how long it took: sequential batches, or shuffled ones
 * of so many rows. Called by bench/reading.mjs in a process of its own for each measurement.
 *
 *   node loupe-reading.mjs sequential|shuffled FILE[:ARRAY] BATCH_ROWS
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openActivations } from '../../main/datasets/activations'
import { trainingBatches } from '../../main/datasets/batches/training'
import { buildDataset } from '../../main/datasets/build-dataset'
import { rowChunks } from '../../main/datasets/row-chunks'
import { openRowIndex } from '../../main/datasets/row-index/reader'

const [how, path, batchRows] = [process.argv[2], process.argv[3], Number(process.argv[4])]

async function sequential(): Promise<{ rows: number; seconds: number }> {
  const reader = await openActivations({ path })
  const from = performance.now()
  let rows = 0
  let sum = 0
  for await (const chunk of rowChunks(reader)) {
    rows += chunk.count
    sum += chunk.values[0]
  }
  const seconds = (performance.now() - from) / 1000
  await reader.close()
  if (Number.isNaN(sum)) throw new Error('the file holds NaN')
  return { rows, seconds }
}

/** One epoch; building the data set before it is not counted. */
async function shuffled(): Promise<{ rows: number; seconds: number }> {
  const work = mkdtempSync(join(tmpdir(), 'loupe-bench-reading-'))
  try {
    const split = { by: 'none' as const, every: 10 }
    const draft = { id: 'bench', name: 'bench', activations: { path }, outliers: 'keep' as const, split }
    const dataset = await buildDataset(draft, work, join(work, 'index'))
    const reader = await openActivations({ path })
    const index = await openRowIndex(join(work, 'index'))
    const options = { reader, index, batchRows, outliers: dataset.outliers, medianNorm: dataset.norms.median }
    const batches = Math.floor(dataset.rows / batchRows)
    const from = performance.now()
    let rows = 0
    for await (const batch of trainingBatches({ ...options, seed: 0, firstBatch: 0 })) {
      rows += batch.count
      if (rows >= batches * batchRows) break
    }
    const seconds = (performance.now() - from) / 1000
    await reader.close()
    await index.close()
    return { rows, seconds }
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

const result = how === 'shuffled' ? await shuffled() : await sequential()
console.log(JSON.stringify({ ...result, peakMB: process.resourceUsage().maxRSS / 1024 }))
