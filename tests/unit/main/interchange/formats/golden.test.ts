/** Every dictionary of the golden set opens and computes what its own library computes. */
import { describe, expect, it } from 'vitest'
import { createEncoder } from '../../../../../main/dictionaries'
import { readDictionary } from '../../../../../main/interchange/formats/load'
import { referenceEncoder } from '../../../../../main/interchange/reference/encoder'
import { denseRows, goldenDictionaries, greatestDifference } from './golden'

describe.each(goldenDictionaries())('$name', ({ path, batch, acts, recon }) => {
  it('computes what its library computes, by the plain encoder and by the backend', async () => {
    const { dictionary } = await readDictionary(path)
    const reference = referenceEncoder(dictionary)
    const encoder = await createEncoder(dictionary)
    for (const each of [reference, encoder]) {
      expect(greatestDifference(denseRows(each.encode(batch)), acts)).toBeLessThan(1e-5)
      expect(greatestDifference(each.reconstruct(batch), recon)).toBeLessThan(1e-5)
    }
    encoder.dispose()
  })
})
