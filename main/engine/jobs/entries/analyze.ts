/** The job process that looks at what features fire on: one pass over the rows of a data set with a checkpoint's dictionary. */

import { analyze } from '../../../analysis/index'
import { createEncoder } from '../../../dictionaries/index'
import type { AnalyzedFeature } from '../../../store/feature-records'
import { createPassKeeper } from '../../../store/files/activation-index/pass-keeper'
import { wholePass } from '../../../store/files/activation-index/whole-pass'
import { createActivationIndex } from '../../../store/files/activation-index/writer'
import { serveJob } from '../job-side'
import { readDictionary } from './checkpoint-files'
import { failedWrite } from './failed-write'
import { openData } from './open-data'
import { peakReader } from './peaks'

const batchRows = 2048

serveJob<'analyze'>(async (spec, side) => {
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
      sink: {
        facts: async ({ first, features }) => {
          const block = { first, features: await Promise.all(features.map((feature) => withPeak(feature, peakAt))) }
          await side.record({ about: 'facts', block })
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
})

/** With the peak of the top example, where there is one. */
async function withPeak(feature: AnalyzedFeature, peakAt: ReturnType<typeof peakReader>): Promise<AnalyzedFeature> {
  const row = feature.top.rows[0]
  const peak = row === undefined ? undefined : await peakAt(row)
  return peak ? { ...feature, peak } : feature
}
