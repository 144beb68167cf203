/** Denoising against the encoder's reconstructions and sums over all numbers. */
import { describe, expect, it, onTestFinished } from 'vitest'
import { DenoiseQuestion } from '../../../../../contract/records/studies/denoise'
import { answerDenoise } from '../../../../../main/analysis/studies/denoise'
import { createRandom } from '../../../../../main/maths/random'
import { dictionaryOf } from '../../dictionaries/random'
import { type MadeRun, materialOf, memoryFile, side } from './run-material'

const [rows, dIn] = [40, 6]
const random = createRandom(2)
const clean = Float32Array.from({ length: rows * dIn }, () => random.normal())
const inputs = clean.map((value) => value + 0.3 * random.normal())
const dictionary = dictionaryOf({ architecture: 'topk' })

async function asked(run: Partial<MadeRun> = {}, question: Partial<DenoiseQuestion> = {}) {
  const files = {
    clean: { dIn, values: clean },
    short: { dIn, values: clean.slice(dIn) },
    wide: { dIn: 8, values: new Float32Array(rows * 8) }
  }
  const { material, encoder, free } = await materialOf({ dictionary, rows, inputs, files, ...run })
  onTestFinished(free)
  const file = memoryFile()
  const wanted: unknown[] = []
  const full = DenoiseQuestion.parse({ kind: 'denoise', out: '/out', ...question })
  const rowFile = async (...options: unknown[]) => {
    wanted.push(...options)
    return file
  }
  const output = encoder.reconstruct({ count: rows, dIn, values: inputs, rows: new Uint32Array(rows) })
  const result = answerDenoise(full, material, side({ rowFile }), undefined)
  return { result, file, wanted, output }
}

const squares = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a, (value, i) => (value - b[i]) ** 2).reduce((x, y) => x + y, 0)

describe('denoised rows', () => {
  it('are the reconstructions, in order', async () => {
    const { result, file, wanted, output } = await asked()
    const { answer, arrays } = await result
    expect(wanted).toEqual(['/out', { format: 'npy', rows, width: dIn }])
    expect(file.state).toBe('finished')
    expect(file.rowIds).toBeUndefined()
    file.values.forEach((value, i) => {
      expect(value).toBeCloseTo(output[i], 4)
    })
    expect(answer).toMatchObject({ folder: '/out', files: ['rows'], rows, leftOut: 0, width: dIn })
    expect(answer).not.toHaveProperty('signalToNoise')
    const mean = Array.from(
      { length: dIn },
      (_, i) => [...Array(rows).keys()].reduce((sum, row) => sum + inputs[row * dIn + i], 0) / rows
    )
    expect(answer.fvu).toBeCloseTo(
      squares(inputs, output) /
        squares(
          inputs,
          inputs.map((_, i) => mean[i % dIn])
        ),
      4
    )
    expect([...arrays.squaredError.data].reduce((a, b) => a + b, 0)).toBeCloseTo(squares(inputs, output), 3)
  })

  it('have the signal-to-noise of both sides where the clean rows are given', async () => {
    const { result, output } = await asked({}, { clean: { path: 'clean' } })
    const { answer, arrays } = await result
    const signal = squares(clean, new Float32Array(clean.length))
    expect(answer.signalToNoise?.before).toBeCloseTo(10 * Math.log10(signal / squares(inputs, clean)), 4)
    expect(answer.signalToNoise?.after).toBeCloseTo(10 * Math.log10(signal / squares(output, clean)), 4)
    expect(arrays.noiseBefore.data[3]).toBeCloseTo(squares(inputs.subarray(18, 24), clean.subarray(18, 24)), 5)
  })

  it('have none on a side without noise', async () => {
    const { result } = await asked({ inputs: clean }, { clean: { path: 'clean' } })
    expect((await result).answer.signalToNoise).toEqual({ after: expect.any(Number) })
  })

  it('say which rows they are where some were left out; clean rows are those of the data set', async () => {
    const leftOut = [0, 5, 39]
    const { result, file, wanted, output } = await asked({ leftOut }, { clean: { path: 'clean' }, format: 'safetensors' })
    const { answer } = await result
    const kept = [...Array(rows).keys()].filter((row) => !leftOut.includes(row))
    expect(wanted[1]).toEqual({ format: 'safetensors', rows: 37, width: dIn })
    expect([...(file.rowIds ?? [])]).toEqual(kept)
    expect(answer).toMatchObject({ rows: 37, leftOut: 3 })
    const own = (values: Float32Array) => kept.flatMap((row) => [...values.subarray(row * dIn, (row + 1) * dIn)])
    const signal = squares(own(clean), new Float32Array(37 * dIn))
    expect(answer.signalToNoise?.after).toBeCloseTo(10 * Math.log10(signal / squares(own(output), own(clean))), 4)
  })

  it('are refused before a file is begun where the clean rows do not fit', async () => {
    const [short, wide] = [await asked({}, { clean: { path: 'short' } }), await asked({}, { clean: { path: 'wide' } })]
    await expect(short.result).rejects.toMatchObject({ code: 'row-mismatch', place: 'short' })
    await expect(wide.result).rejects.toMatchObject({ code: 'wrong-shape', place: 'wide' })
    expect([short.wanted, wide.wanted]).toEqual([[], []])
  })

  it('leave no file behind when the rows can not be read', async () => {
    const { result, file } = await asked({ isGone: true })
    await expect(result).rejects.toMatchObject({ code: 'not-found' })
    expect(file.state).toBe('abandoned')
  })
})
