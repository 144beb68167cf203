/** Anomalies against direct dense computations: the encoder's reconstructions, plain loops over all rows. */
import { describe, expect, it, onTestFinished } from 'vitest'
import { AnomaliesQuestion } from '../../../../../contract/records/studies/anomalies'
import { answerAnomalies } from '../../../../../main/analysis/studies/anomalies'
import { createRandom } from '../../../../../main/maths/random'
import { dictionaryOf } from '../../dictionaries/random'
import { type MadeRun, materialOf, side } from './run-material'

const rows = 60
const random = createRandom(8)
const normals = (count: number): Float32Array => Float32Array.from({ length: count }, () => random.normal())
const inputs = normals(rows * 6)
const targets = normals(rows * 4)
/** Every seventh row is far out. */
for (let row = 3; row < rows; row += 7) for (let i = 0; i < 6; i += 1) inputs[row * 6 + i] += 6 * (1 + i)
const kinds = Array.from({ length: rows }, (_, row) => (row % 7 === 3 ? 'odd' : row % 10 === 0 ? '' : 'plain'))

async function asked(run: Partial<MadeRun>, question: Partial<AnomaliesQuestion> = {}) {
  const made: MadeRun = { dictionary: dictionaryOf({ architecture: 'topk' }), rows, inputs, labels: { kind: kinds }, ...run }
  const { material, encoder, free } = await materialOf(made)
  onTestFinished(free)
  const full = AnomaliesQuestion.parse({ kind: 'anomalies', ...question })
  const result = await answerAnomalies(full, material, side(), undefined)
  const batch = { count: rows, dIn: made.dictionary.dIn, values: made.inputs, rows: new Uint32Array(rows) }
  return { ...result, made, encoded: encoder.encode(batch), output: encoder.reconstruct(batch) }
}

const rowOf = (values: ArrayLike<number>, row: number, width: number): number[] =>
  Array.from({ length: width }, (_, i) => values[row * width + i])
const distance = (a: number[], b: number[]): number => a.reduce((sum, value, i) => sum + (value - b[i]) ** 2, 0)

describe('anomalies', () => {
  it.each([
    ['a TopK', { dictionary: dictionaryOf({ architecture: 'topk' }) }, 6],
    ['a gated one', { dictionary: dictionaryOf({ architecture: 'gated' }) }, 6],
    ['one on normed rows', { dictionary: dictionaryOf({ inputNorm: 'layer-norm' }) }, 6],
    ['a transcoder', { dictionary: dictionaryOf({ kind: 'transcoder' }), targets }, 4],
    [
      'a skip transcoder on normed rows',
      { dictionary: dictionaryOf({ kind: 'skip-transcoder', inputNorm: 'constant-norm' }), targets },
      4
    ]
  ])('have the errors of the dense reconstruction: %s', async (_name, run: Partial<MadeRun>, width) => {
    const { arrays, output, made } = await asked(run)
    const wanted = made.targets ?? inputs
    const mean = Array.from(
      { length: width },
      (_, i) => [...Array(rows).keys()].reduce((sum, row) => sum + wanted[row * width + i], 0) / rows
    )
    expect([...arrays.rows.data]).toEqual([...Array(rows).keys()])
    for (let row = 0; row < rows; row += 1) {
      const x = rowOf(wanted, row, width)
      const error = distance(x, rowOf(output, row, width))
      expect(arrays.squaredError.data[row] / error).toBeCloseTo(1, 3)
      expect(arrays.fvu.data[row] / (error / distance(x, mean))).toBeCloseTo(1, 3)
    }
  })

  it('have the rarity of the features that fire: the mean of −ln density', async () => {
    const { arrays, encoded, answer } = await asked({})
    const counts = new Map<number, number>()
    for (const feature of encoded.features) counts.set(feature, (counts.get(feature) ?? 0) + 1)
    for (let row = 0; row < rows; row += 1) {
      const own = [...encoded.features.subarray(encoded.starts[row], encoded.starts[row + 1])]
      const mean = own.reduce((sum, feature) => sum - Math.log((counts.get(feature) as number) / rows), 0) / own.length
      expect(arrays.rarity.data[row]).toBeCloseTo(mean, 5)
    }
    expect(answer.silent).toBe(0)
  })

  it('count a row on which nothing fires as rare as such rows are', async () => {
    const dictionary = dictionaryOf({ architecture: 'jumprelu' })
    dictionary.tensors.threshold.data.fill(14)
    const { arrays, answer, encoded } = await asked({ dictionary })
    const silent = [...Array(rows).keys()].filter((row) => encoded.starts[row] === encoded.starts[row + 1])
    expect(answer.silent).toBe(silent.length)
    expect(silent.length).toBeGreaterThan(0)
    expect(arrays.rarity.data[silent[0]]).toBeCloseTo(-Math.log(silent.length / rows), 5)
  })

  it('are listed by each measure, the greatest first, each row once with its text', async () => {
    const { answer, arrays } = await asked({}, { most: 5, labelColumn: 'kind' })
    expect(answer.lists.map(({ measure }) => measure)).toEqual(['squaredError', 'fvu', 'rarity'])
    for (const { measure, rows: list } of answer.lists) {
      const order = [...Array(rows).keys()].sort((a, b) => arrays[measure].data[b] - arrays[measure].data[a] || a - b)
      expect(list).toEqual(order.slice(0, 5))
    }
    const listed = answer.listed.map(({ row }) => row)
    expect(listed).toEqual([...new Set(answer.lists.flatMap((list) => list.rows))].sort((a, b) => a - b))
    for (const one of answer.listed) {
      const start = one.row - (one.row % 5)
      const before = Array.from({ length: one.row - start }, (_, i) => ` t${start + i}`).join('')
      expect(one).toMatchObject({ source: `doc ${start / 5}:${one.row % 5}`, before, token: ` t${one.row}` })
      expect(one.category ?? '').toBe(kinds[one.row])
      expect(one.squaredError).toBe(arrays.squaredError.data[one.row])
    }
  })

  it('are scored against a category, rows without a value counted as not of it', async () => {
    const { answer } = await asked({}, { labelColumn: 'kind', category: 'odd' })
    expect(answer.scores.map(({ measure, category }) => [measure, category])).toEqual([
      ['squaredError', 'odd'],
      ['fvu', 'odd'],
      ['rarity', 'odd']
    ])
    const [error] = answer.scores
    expect(error).toMatchObject({ positives: kinds.filter((kind) => kind === 'odd').length, rows })
    expect(error.auroc).toBeGreaterThan(0.95)
    const all = await asked({}, { labelColumn: 'kind' })
    expect(all.answer.scores.map(({ category }) => category)).toEqual(['plain', 'plain', 'plain', 'odd', 'odd', 'odd'])
    expect(all.answer.scores[3]).toEqual(error)
  })

  it('leave out rows that were not analyzed', async () => {
    const { arrays, answer } = await asked({ leftOut: [0, 13, 59] })
    expect(answer.rows).toBe(57)
    expect([...arrays.rows.data]).not.toContain(13)
    expect(arrays.squaredError.shape).toEqual([57])
  })

  it('are told by rarity alone where the rows can not be read, and why', async () => {
    const { answer, arrays } = await asked({ isGone: true })
    expect(answer.lists.map(({ measure }) => measure)).toEqual(['rarity'])
    expect(answer.problem).toMatchObject({ code: 'not-found', hint: 'Put it back.' })
    expect(answer.listed[0]).not.toHaveProperty('squaredError')
    expect(Object.keys(arrays)).toEqual(['rows', 'rarity'])
  })

  it('refuse a column or a category that there is not', async () => {
    await expect(asked({}, { labelColumn: 'nothing' })).rejects.toMatchObject({ code: 'not-found' })
    const wrong = asked({}, { labelColumn: 'kind', category: 'even' })
    await expect(wrong).rejects.toMatchObject({ code: 'not-found', hint: 'It has: plain, odd.' })
  })
})
