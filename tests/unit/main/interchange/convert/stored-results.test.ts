import { describe, expect, it } from 'vitest'
import { compared } from '../../../../../main/interchange/convert/check-conversion'
import { storedResults } from '../../../../../main/interchange/convert/stored-results'
import { differences, resultsOf, scaleOf } from '../../../../../main/interchange/export/compare'
import { referenceEncoder } from '../../../../../main/interchange/reference/encoder'
import { type Part, partOf, turned, whole } from '../../../../../main/interchange/tensors/part'
import { dictionaryOf, everyDictionary } from '../../dictionaries/random'
import { randomBatch } from '../material'

/** Its axes swapped, in memory. */
const turnedCopy = async (part: Part): Promise<Part> => partOf(await whole(turned(part)))

describe('results of a stored dictionary', () => {
  it.each([...everyDictionary, ['normed', dictionaryOf({ inputNorm: 'layer-norm' })] as const])(
    'are those of the plain encoder: %s',
    async (_, dictionary) => {
      const { tensors, ...about } = dictionary
      const parts = Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, partOf(tensor)]))
      const batch = randomBatch(9, 5, about.dIn)
      const expected = resultsOf(referenceEncoder(dictionary), batch)
      expect(await storedResults({ about, parts }, batch)).toEqual(expected)
      // As torch's layers keep them, both matrices the other way round.
      const lying = { ...parts, W_enc: turned(await turnedCopy(parts.W_enc)), W_dec: turned(await turnedCopy(parts.W_dec)) }
      const found = await storedResults({ about, parts: lying }, batch)
      expect(Math.max(...Object.values(differences(found, expected)))).toBeLessThan(1e-6 * scaleOf(expected))
    }
  )
})

describe('a comparison of written files with their source', () => {
  const dictionary = dictionaryOf({ architecture: 'topk', k: 3 })
  const results = resultsOf(referenceEncoder(dictionary), randomBatch(3, 8, 6))
  const withRow = (row: number, more: number) => {
    const recon = results.recon.slice()
    recon[row * 6] += more
    return { ...results, recon }
  }

  it('leaves a row or two aside, and refuses more', () => {
    expect(compared(results, results, 'f32')).toEqual({ rows: 8, tied: 0, maxDifferenceActs: 0, maxDifferenceRecon: 0 })
    expect(compared(results, withRow(2, 1), 'f32')).toMatchObject({ rows: 7, tied: 1 })
    const wrong = { ...results, recon: results.recon.map((value) => value + 1) }
    expect(() => compared(results, wrong, 'f32')).toThrow(expect.objectContaining({ code: 'internal' }))
    expect(compared(results, wrong, 'bf16').maxDifferenceRecon).toBeCloseTo(1)
  })

  it('refuses activations that are not finite', () => {
    expect(() => compared(withRow(0, Number.POSITIVE_INFINITY), results, 'f32')).toThrow(
      expect.objectContaining({ code: 'not-finite' })
    )
  })
})
