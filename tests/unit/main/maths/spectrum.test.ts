/** Effective rank and components against spectra that are known. */
import { expect, it } from 'vitest'
import { meanOfRows, subtractMean } from '../../../../main/maths/covariance'
import { createRandom } from '../../../../main/maths/random'
import { spectrumOf } from '../../../../main/maths/spectrum'

const pause = async () => undefined

/** Rows with standard deviation `deviation(i)` in dimension i. */
function rowsWith(count: number, dIn: number, deviation: (dimension: number) => number, seed = 1): Float32Array {
  const random = createRandom(seed)
  const rows = Float32Array.from({ length: count * dIn }, (_, at) => random.normal() * deviation(at % dIn))
  subtractMean(rows, meanOfRows(rows, dIn, count), count)
  return rows
}

/** The numbers of a spectrum, by their formulas. */
function exactly(values: number[]) {
  const total = values.reduce((sum, value) => sum + value, 0)
  const shares = values.map((value) => value / total).sort((a, b) => b - a)
  let mass = 0
  const before = shares.findIndex((share) => {
    mass += share
    return mass >= 0.9
  })
  return {
    entropy: Math.exp(-shares.reduce((sum, share) => sum + share * Math.log(share), 0)),
    participation: 1 / shares.reduce((sum, share) => sum + share * share, 0),
    components: before + 1
  }
}

it('is exact for few dimensions, also with equal eigenvalues', async () => {
  const rows = new Float32Array(16 * 8)
  // Each dimension is ±1 alone: the covariance is the identity over 8.
  for (let i = 0; i < 8; i += 1) [rows[2 * i * 8 + i], rows[(2 * i + 1) * 8 + i]] = [1, -1]
  const found = await spectrumOf(rows, 16, 8, 1, pause)
  expect(found).toMatchObject({ exact: true, componentsFor90: 8 })
  expect(found?.entropyRank).toBeCloseTo(8, 9)
  expect(found?.participationRatio).toBeCloseTo(8, 9)
  expect(found?.directions.map(({ share }) => share)).toEqual([expect.closeTo(0.125, 9), expect.closeTo(0.125, 9)])
})

it('estimates a falling spectrum of many dimensions, whatever the seed', async () => {
  const dIn = 200
  const deviation = (i: number) => (i + 1) ** -0.5
  const rows = rowsWith(4000, dIn, deviation)
  const truth = exactly(Array.from({ length: dIn }, (_, i) => deviation(i) ** 2))
  for (const seed of [1, 2, 3]) {
    const found = await spectrumOf(rows, 4000, dIn, seed, pause)
    expect(found?.exact).toBe(false)
    expect(found?.entropyRank).toBeGreaterThan(0.8 * truth.entropy)
    expect(found?.entropyRank).toBeLessThan(1.2 * truth.entropy)
    expect(found?.participationRatio).toBeGreaterThan(0.9 * truth.participation)
    expect(found?.participationRatio).toBeLessThan(1.1 * truth.participation)
    expect(found?.componentsFor90).toBeGreaterThan(0.8 * truth.components)
    expect(found?.componentsFor90).toBeLessThan(1.2 * truth.components)
  }
})

it('finds the two directions of most variance', async () => {
  const rows = rowsWith(1000, 100, (i) => (i === 30 ? 9 : i === 70 ? 5 : 0.5))
  const found = await spectrumOf(rows, 1000, 100, 1, pause)
  expect(Math.abs(found?.directions[0].vector[30] ?? 0)).toBeGreaterThan(0.99)
  expect(Math.abs(found?.directions[1].vector[70] ?? 0)).toBeGreaterThan(0.99)
  expect(found?.directions[0].share).toBeCloseTo(81 / (81 + 25 + 98 / 4), 1)
})

it('sees equal eigenvalues among many dimensions as several', async () => {
  const found = await spectrumOf(
    rowsWith(3000, 120, (i) => (i < 40 ? 1 : 0)),
    3000,
    120,
    5,
    pause
  )
  expect(found?.entropyRank).toBeGreaterThan(36)
  expect(found?.entropyRank).toBeLessThan(44)
  expect(found?.participationRatio).toBeGreaterThan(34)
})

it('has a rank of one along a line, of fewer than the rows, and none without variance', async () => {
  const line = Float32Array.from({ length: 10 * 100 }, (_, at) => (Math.floor(at / 100) - 4.5) * ((at % 100) + 1))
  const one = await spectrumOf(line, 10, 100, 1, pause)
  expect([one?.entropyRank, one?.componentsFor90]).toEqual([expect.closeTo(1, 4), 1])
  const few = await spectrumOf(
    rowsWith(5, 500, () => 1),
    5,
    500,
    1,
    pause
  )
  expect(few?.entropyRank).toBeLessThan(4.001)
  expect(few?.entropyRank).toBeGreaterThan(3)
  expect(await spectrumOf(new Float32Array(300), 3, 100, 1, pause)).toBeUndefined()
})
