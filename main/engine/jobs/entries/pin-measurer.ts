/**
 * Measures pinned features at checkpoints that lie on the disk: in a training right after it wrote one, or in a process of its
 * own. Of a TopK dictionary all features are encoded, since they compete; of any other the pinned ones alone. Weights are only
 * read, and nothing of this has a part in the training: a run is the same with pins and without.
 */
import { type PinMeasure, pinnedSampleRows } from '../../../../contract/records/pin'
import { measurePins, type PinSample } from '../../../analysis/index'
import { createEncoder, featuresOf } from '../../../dictionaries/index'
import { readDictionary } from './checkpoint-files'
import type { OpenData } from './open-data'

/** Of the sample at most, in numbers: 32 MB of f32, kept while the process lives. */
const sampleNumbers = 8 * 1024 * 1024

export class PinMeasurer {
  private sample: PinSample | undefined

  constructor(private readonly data: Pick<OpenData, 'sample' | 'index'>) {}

  /** One measure per feature. Throws not-found, damaged with the checkpoint's file, cancelled, and what reading rows throws. */
  async measure(checkpoint: string, features: readonly number[], signal: AbortSignal): Promise<PinMeasure[]> {
    const dictionary = await readDictionary(checkpoint)
    const sample = await this.sampleOf(dictionary.dIn)
    const restricted = featuresOf(dictionary, features)
    const encoder = await createEncoder(restricted ?? dictionary)
    try {
      if (!restricted) return await measurePins(encoder, sample, features, signal)
      const measures = await measurePins(encoder, sample, [...features.keys()], signal)
      return measures.map((measure, i) => ({ ...measure, feature: features[i] }))
    } finally {
      encoder.dispose()
    }
  }

  private async sampleOf(dIn: number): Promise<PinSample> {
    this.sample ??= await this.read(Math.max(1, Math.min(pinnedSampleRows, Math.floor(sampleNumbers / dIn))))
    return this.sample
  }

  private async read(rows: number): Promise<PinSample> {
    const batch = await this.data.sample(rows)
    const documents = new Int32Array(batch.count)
    for (const [from, to] of neighbors(batch.rows))
      documents.set(await this.data.index.documents(batch.rows[from], batch.rows[to - 1] + 1), from)
    return { batch, documents }
  }
}

/** Places [from, to) of row ids that follow one another. */
function* neighbors(rows: Uint32Array): Iterable<[number, number]> {
  for (let from = 0, to = 1; from < rows.length; to += 1) {
    if (to < rows.length && rows[to] === rows[to - 1] + 1) continue
    yield [from, to]
    from = to
  }
}
