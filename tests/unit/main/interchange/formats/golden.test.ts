/** Every dictionary of the golden set opens and computes what its own library computes. */
import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createEncoder } from '../../../../../main/dictionaries'
import { readDictionary } from '../../../../../main/interchange/formats/load'
import { referenceEncoder } from '../../../../../main/interchange/reference/encoder'
import { denseRows, golden, goldenFolder, greatestDifference } from './golden'

const names = readdirSync(goldenFolder).filter((name) => !name.endsWith('.md'))
const folderOf = (name: string) => (name.startsWith('gemma') ? `${name}/layer_20/width_64/average_l0_12` : name)

describe.each(names)('%s', (name) => {
  const { path, batch, acts, recon } = golden(folderOf(name))

  it('computes what its library computes, by the plain encoder and by the backend', async () => {
    const { dictionary } = await readDictionary(path)
    const reference = referenceEncoder(dictionary)
    expect(greatestDifference(denseRows(reference.encode(batch)), acts)).toBeLessThan(1e-5)
    expect(greatestDifference(reference.reconstruct(batch), recon)).toBeLessThan(1e-5)
    const encoder = await createEncoder(dictionary)
    expect(greatestDifference(denseRows(encoder.encode(batch)), acts)).toBeLessThan(1e-5)
    expect(greatestDifference(encoder.reconstruct(batch), recon)).toBeLessThan(1e-5)
    encoder.dispose()
  })
})
