/** The job process that tries a training for a moment, on the rows that it would get. It writes nothing that stays. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Batch } from '../../../../contract/records/arrays'
import { type InputFacts, startBackend } from '../../../dictionaries/index'
import { probeTraining } from '../../../training/index'
import { type JobSide, serveJob } from '../job-side'
import type { EstimateSpec } from '../protocol/training'
import { readDictionary } from './checkpoint-files'
import { inputMeasure, type MeasuredData } from './input-measure'
import { type OpenData, openData } from './open-data'
import { readData, trainingData } from './training-data'

/** Mean and scale of so few rows will do: they decide the numbers, not the time. */
const measuredBatches = 2

serveJob<'estimate'>(async ({ data: place, config, startFrom }, side) => {
  const backend = await startBackend()
  const data = await openData(place, side.signal)
  try {
    const read = await readData(place)
    const facts = await roughFacts(data, read, side, config)
    const probe = await probeTraining({
      config,
      data: trainingData(data, facts, read, config),
      validationRows: place.dataset.validationRows,
      ...(startFrom === undefined ? {} : { start: await readDictionary(startFrom) }),
      signal: side.signal
    })
    return { ...probe, backend }
  } finally {
    await data.close()
  }
})

async function roughFacts(
  data: OpenData,
  read: MeasuredData,
  side: JobSide<'estimate'>,
  { normalization }: EstimateSpec['config']
): Promise<InputFacts> {
  const folder = mkdtempSync(join(tmpdir(), 'loupe-estimate-'))
  try {
    const few: OpenData = { ...data, inOrder: (uses, batchRows) => first(data.inOrder(uses, batchRows)) }
    const options = { onProgress: side.progress, isWanted: () => !side.signal.aborted }
    return await inputMeasure(few, folder, read, { ...options, withCovariance: normalization === 'whitening' })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function* first(batches: AsyncIterable<Batch>): AsyncIterable<Batch> {
  let given = 0
  for await (const batch of batches) {
    yield batch
    given += 1
    if (given === measuredBatches) return
  }
}
