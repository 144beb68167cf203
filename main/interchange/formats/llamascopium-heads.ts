/** Crosscoders of Llamascopium: a head for each place, all of one width; side by side they are one autoencoder. */
import { type Part, partOf, reshaped, whole } from '../tensors/part'
import type { About, Reading } from './reading'

export async function takeHeads(reading: Reading): Promise<About> {
  const [heads, width, dSae] = reading.sizes('W_E', 3)
  const dIn = heads * width
  const decoder = reading.sizes('W_D', 3)
  if (decoder[0] !== heads || decoder[1] !== dSae || decoder[2] !== width) {
    const what = `holds W_D of shape [${decoder.join(', ')}], where [${[heads, dSae, width].join(', ')}] belongs`
    throw reading.problem('wrong-shape', what, 'It belongs to another crosscoder.')
  }
  const words = 'heads side by side'
  reading.use('W_enc', reshaped(reading.tensor('W_E'), [dIn, dSae]), 'W_E', words)
  reading.use('W_dec', interleaved(reading.tensor('W_D')), 'W_D', words)
  reading.sizes('b_E')
  reading.use('b_enc', await summed(reading.tensor('b_E'), dSae), 'b_E', 'sum over heads')
  if (reading.has('b_D')) {
    reading.sizes('b_D')
    reading.use('b_dec', reshaped(reading.tensor('b_D'), [dIn]), 'b_D', words)
  } else reading.fill('b_dec', dIn, 0, 'use_decoder_bias false')
  reading.note('heads', heads, 'tensors')
  const streams = new Array<number>(heads).fill(width)
  return { architecture: 'standard', kind: 'crosscoder', dIn, dSae, dOut: dIn, applyBDecToInput: false, streams }
}

/** [heads, features, width] as [features, heads · width]. */
function interleaved(part: Part): Part {
  const [heads, features, width] = part.shape
  const lines = reshaped(part, [heads * features, width])
  return {
    shape: [features, heads * width],
    async read(from, count) {
      const into = new Float32Array(count * heads * width)
      for (let head = 0; head < heads; head += 1) {
        const values = await lines.read(head * features + from, count)
        for (let i = 0; i < count; i += 1) into.set(values.subarray(i * width, (i + 1) * width), (i * heads + head) * width)
      }
      return into
    }
  }
}

async function summed(part: Part, dSae: number): Promise<Part> {
  const { data } = await whole(part)
  const sums = new Float64Array(dSae)
  for (let i = 0; i < data.length; i += 1) sums[i % dSae] += data[i]
  return partOf({ shape: [dSae], data: Float32Array.from(sums) })
}
