/** What is said of data that is made to have each property. */
import { describe, expect, it } from 'vitest'
import { type ActivationSummary, Inspection } from '../../../../../contract/records/inspection'
import { inspectFiles } from '../../../../../main/datasets/index'
import { createRandom } from '../../../../../main/maths/random'
import { errorOf, npyBytes, temporaryFolder, writeNpy, writeText } from '../support'

const folder = temporaryFolder()

/** Normal rows [rows, dIn], changed number by number. */
function normalRows(rows: number, dIn: number, change: (value: number, row: number, dimension: number) => number): Float32Array {
  const random = createRandom(11)
  return Float32Array.from({ length: rows * dIn }, (_, at) => change(random.normal(), Math.floor(at / dIn), at % dIn))
}

async function inspect(values: Float32Array, shape: number[]): Promise<{ summary: ActivationSummary; found: Inspection }> {
  const found = Inspection.parse(await inspectFiles([{ path: writeNpy(folder, 'data.npy', values, shape) }]))
  if (!found.activations) throw new Error('no activations')
  return { summary: found.activations, found }
}

const finding = ({ findings }: Inspection, id: string) => findings.find((one) => one.id === id)

describe('repeated rows', () => {
  it('are counted exactly and named, zeros and bad rows aside', async () => {
    const values = normalRows(1500, 40, (value) => value)
    for (const [to, from] of [
      [20, 3],
      [30, 3],
      [900, 20],
      [1499, 0]
    ])
      values.copyWithin(to * 40, from * 40, (from + 1) * 40)
    values.fill(0, 40 * 40, 44 * 40)
    values.fill(Number.NaN, 50 * 40, 52 * 40)
    const { summary, found } = await inspect(values, [1500, 40])
    expect(summary.duplicates).toEqual({ count: 4, rows: [20, 30, 900, 1499], exact: true, lookedAt: 1494 })
    expect(finding(found, 'duplicates')).toBeUndefined()
  })

  it('that are many are a warning with a remedy', async () => {
    const { found } = await inspect(
      normalRows(2000, 16, (_, row, i) => ((row % 1200) + 1) / (i + 1)),
      [2000, 16]
    )
    expect(finding(found, 'duplicates')).toMatchObject({
      level: 'warning',
      title: '800 rows repeat an earlier one exactly (40 %)'
    })
    expect(finding(found, 'duplicates')?.detail).toMatch(/leave them out|split by document/)
  })
})

describe('dimensions far out', () => {
  it('that change are a warning', async () => {
    const { summary, found } = await inspect(
      normalRows(3000, 64, (value, _, i) => value * (i === 5 ? 50 : i === 9 ? 20 : 1)),
      [3000, 64]
    )
    const { outlierDimensions } = summary.profile ?? {}
    expect(outlierDimensions?.dimensions.map(({ dimension }) => dimension)).toEqual([5, 9])
    expect(outlierDimensions?.dimensions[0].timesMedian).toBeCloseTo(50, -1)
    expect(outlierDimensions?.dimensions[0].meanShare).toBeLessThan(0.01)
    expect(outlierDimensions?.squaredNormShare).toBeCloseTo(2900 / 2962, 2)
    expect(finding(found, 'outlier-dimensions')).toMatchObject({
      level: 'warning',
      title: '2 dimensions are over ten times as large as the median one'
    })
  })

  it('that hardly change are left to the decoder bias, as is a large mean', async () => {
    const { summary, found } = await inspect(
      normalRows(1200, 64, (value, _, i) => (i === 5 ? 40 : 0) + value),
      [1200, 64]
    )
    expect(summary.profile?.meanShare).toBeCloseTo(1600 / 1664, 2)
    expect(summary.profile?.outlierDimensions.dimensions[0].meanShare).toBeGreaterThan(0.99)
    expect(finding(found, 'outlier-dimensions')?.detail).toContain('Nothing to do: the decoder bias takes it up')
    expect(finding(found, 'large-mean')).toMatchObject({
      level: 'information',
      detail: expect.stringContaining('starts at the mean')
    })
  })
})

describe('rank and picture', () => {
  it('tell rows that vary in few directions', async () => {
    const random = createRandom(2)
    const basis = Float32Array.from({ length: 5 * 256 }, () => random.normal())
    const values = new Float32Array(1500 * 256)
    for (let row = 0; row < 1500; row += 1) {
      for (let k = 0; k < 5; k += 1) {
        const weight = random.normal()
        for (let i = 0; i < 256; i += 1) values[row * 256 + i] += weight * basis[k * 256 + i]
      }
    }
    const { summary, found } = await inspect(values, [1500, 256])
    expect(summary.profile?.effectiveRank?.entropy).toBeGreaterThan(4.5)
    expect(summary.profile?.effectiveRank?.entropy).toBeLessThan(5.5)
    expect(finding(found, 'low-rank')).toMatchObject({ title: 'The rows vary in about 5 of 256 dimensions' })
    expect(finding(found, 'low-rank')?.detail).toContain('fewer features suffice')
  })

  it('separate two clouds, leave out outliers, and come out the same again', async () => {
    const values = normalRows(5000, 70, (value, row, i) => value + (i < 20 ? (row % 2 === 0 ? 6 : -6) : 0))
    values.fill(1e6, 70 * 42, 70 * 43)
    const { summary } = await inspect(values, [5000, 70])
    const { profile } = summary
    expect([profile?.rows, profile?.outlierRows, profile?.projection?.x.length]).toEqual([4095, 1, 2000])
    const { rows, x, shares } = profile?.projection ?? { rows: [], x: [], shares: [] }
    const sides = rows.map((row, i) => (row % 2 === 0) === x[i] > 0)
    expect(new Set(sides).size).toBe(1)
    expect(shares[0]).toBeGreaterThan(0.9)
    expect((await inspect(values, [5000, 70])).summary.profile).toEqual(profile)
  })

  it('are absent for one row and for rows that are all equal', async () => {
    expect((await inspect(Float32Array.of(1, 2, 3), [1, 3])).summary.profile).toMatchObject({ rows: 1, meanShare: 1 })
    const { summary } = await inspect(new Float32Array(200).fill(0.5), [50, 4])
    expect([summary.profile?.effectiveRank, summary.profile?.projection, summary.duplicates?.count]).toEqual([
      undefined,
      undefined,
      49
    ])
  })
})

describe('values and norms', () => {
  it('that end where f16 ends are suspected, infinities are explained', async () => {
    const values = normalRows(1200, 8, (value) => value)
    values[3 * 8] = 65504
    values[7 * 8 + 1] = -65504
    values[9 * 8 + 1] = Number.POSITIVE_INFINITY
    values[10 * 8 + 1] = Number.NaN
    const path = writeText(folder, 'half.npy', npyBytes(values, [1200, 8], 'f16'))
    const found = Inspection.parse(await inspectFiles([{ path }]))
    expect(found.activations).toMatchObject({ saturated: { count: 2, rows: [3, 7] }, notFinite: { count: 2, infinite: 1 } })
    expect(finding(found, 'saturated')?.title).toBe('2 rows end at 65,504, the greatest f16 number')
    expect(finding(found, 'not-finite')?.detail).toContain('1 row overflowed in f16')
  })

  it('that are all alike are named for what they look like', async () => {
    const scaledTo = (norm: number) => {
      const values = normalRows(1200, 32, (value) => value)
      for (let row = 0; row < 1200; row += 1) {
        const own = values.subarray(row * 32, (row + 1) * 32)
        const size = Math.hypot(...own)
        for (let i = 0; i < 32; i += 1) own[i] *= norm / size
      }
      return values
    }
    const titles = []
    for (const norm of [1, Math.sqrt(32), 40]) {
      const { found } = await inspect(scaledTo(norm), [1200, 32])
      titles.push(finding(found, 'equal-norms')?.title.split('they look ')[1])
    }
    expect(titles).toEqual(['scaled to unit length', 'layer-normed', 'normalized'])
  })

  it('that are whole numbers are questioned', async () => {
    const { summary, found } = await inspect(
      normalRows(1200, 8, (value) => Math.round(value * 50)),
      [1200, 8]
    )
    expect(summary.profile?.wholeNumbers).toBe(true)
    expect(finding(found, 'whole-numbers')?.detail).toContain('check that this is the right array')
  })

  it('that are few for their width are said to be', async () => {
    const { found } = await inspect(
      normalRows(1100, 1200, (value) => value),
      [1100, 1200]
    )
    expect(finding(found, 'few-rows')?.title).toBe('Fewer rows than dimensions: 1,100 of 1,200')
  })
})

it('stops between products when it is cancelled', async () => {
  const path = writeNpy(
    folder,
    'cancel.npy',
    normalRows(600, 80, (value) => value),
    [600, 80]
  )
  const control = new AbortController()
  const work = inspectFiles([{ path }], {
    signal: control.signal,
    onProgress: ({ done, total }) => done === total && control.abort()
  })
  expect((await errorOf(work)).code).toBe('cancelled')
})
