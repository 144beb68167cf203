/**
 * The inputs of a hybrid: in place of the rows of a data set what a trained autoencoder makes of them,
 * [count, its dSae] with its activations in raw units. Targets stay what they are.
 */
import type { Batch } from '../../../../contract/records/arrays'
import type { Encoder } from '../../../dictionaries/index'
import type { OpenData } from './open-data'

/** The same data with encoded batches; closing it frees the encoder too. */
export function withFeatures(data: OpenData, encoder: Encoder): OpenData {
  return {
    ...data,
    shuffled: (options) => encoded(data.shuffled(options), encoder),
    inOrder: (uses, batchRows, fromRow) => encoded(data.inOrder(uses, batchRows, fromRow), encoder),
    sample: async (rows) => featuresOf(await data.sample(rows), encoder),
    async close() {
      encoder.dispose()
      await data.close()
    }
  }
}

async function* encoded(batches: AsyncIterable<Batch>, encoder: Encoder): AsyncIterable<Batch> {
  for await (const batch of batches) yield featuresOf(batch, encoder)
}

/** The activations of a batch as a batch of their own. */
export function featuresOf(batch: Batch, encoder: Encoder): Batch {
  const { count, dSae, starts, features, values } = encoder.encode(batch)
  const dense = new Float32Array(count * dSae)
  for (let row = 0; row < count; row += 1)
    for (let at = starts[row]; at < starts[row + 1]; at += 1) dense[row * dSae + features[at]] = values[at]
  return { ...batch, dIn: dSae, values: dense }
}
