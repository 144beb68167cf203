/** The job process that looks at what features fire on: one pass over the rows of a data set with a checkpoint's dictionary. */

import { join } from 'node:path'
import { analyze } from '../../../analysis/index'
import { createEncoder } from '../../../dictionaries/index'
import { createPassKeeper } from '../../../store/files/activation-index/pass-keeper'
import { wholePass } from '../../../store/files/activation-index/whole-pass'
import { createActivationIndex } from '../../../store/files/activation-index/writer'
import { strongestRows } from '../facts-record'
import { type JobSide, serveJob } from '../job-side'
import type { AnalyzeSpec } from '../protocol/analysis'
import { readDictionary } from './checkpoint-files'
import { type FactThreads, startFactThreads } from './fact-threads'
import { failedWrite } from './failed-write'
import { openData } from './open-data'
import { peakReader } from './peaks'

const batchRows = 2048

serveJob<'analyze'>(async (spec, side) => {
  const threads = startFactThreads(join(import.meta.dirname, 'facts-thread.cjs'))
  try {
    return await analyzed(spec, side, threads)
  } finally {
    await threads.close()
  }
})

async function analyzed(spec: AnalyzeSpec, side: JobSide<'analyze'>, threads: FactThreads): Promise<{ rows: number }> {
  const dictionary = await readDictionary(spec.checkpoint)
  const data = await openData(spec.data, side.signal)
  const peakAt = peakReader(data.index)
  const encoder = await createEncoder(dictionary)
  const { dSae } = dictionary
  const begun = spec.begunFolder === undefined ? undefined : await wholePass(spec.begunFolder, dSae)
  const state = begun?.state
  if (state) await side.record({ about: 'goes on', row: state.lastRow + 1 })
  const index = await createActivationIndex(spec.indexFolder, { dSae, begun: begun?.index })
  try {
    const summary = await analyze({
      encoder,
      dictionary,
      batches: data.inOrder(['train', 'validation'], batchRows, state && state.lastRow + 1),
      totalRows: data.index.rows,
      documentsOf: (from, to) => data.index.documents(from, to),
      index,
      makers: (material) => threads.makers({ folder: spec.indexFolder, material }),
      sink: {
        facts: async (block, neighbors) => {
          const peaks = await Promise.all(strongestRows(block).map((row) => (row === undefined ? undefined : peakAt(row))))
          await side.record({ about: 'facts', facts: { block, neighbors, peaks } })
        }
      },
      begun: state,
      keeper: createPassKeeper({ folder: spec.indexFolder, index, whose: spec.whose }),
      seed: spec.seed,
      signal: side.signal,
      onProgress: side.progress
    })
    return { rows: summary.rows }
  } catch (thrown) {
    await index.abandon({ keep: true })
    throw failedWrite(thrown, 'The analysis', spec.indexFolder)
  } finally {
    encoder.dispose()
    await data.close()
  }
}
