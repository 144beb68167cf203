import { describe, expect, it } from 'vitest'
import { RelationsAnswer, RelationsQuestion } from '../../../../../contract/records/studies/relations'
import { answerRelations } from '../../../../../main/analysis/studies/relations'
import { createRandom } from '../../../../../main/maths/random'
import { type Problem, randomProblem } from '../dense'
import { type DenseRun, denseRun, materialOf, quietSide } from './dense-material'

const [features, rows] = [30, 240]
const problem = randomProblem({ seed: 2, rows, dIn: 8, dSae: features, k: 7, silent: 3 })
const most = 4
const none = 0xffffffff

const ask = (run: DenseRun, question: Partial<RelationsQuestion> = {}) =>
  answerRelations(
    RelationsQuestion.parse({ kind: 'relations', most, least: 3, ...question }),
    materialOf(run),
    quietSide,
    undefined
  )

/** For each feature whether it fires in each set. */
function firesIn(run: DenseRun, sets: number[][]): boolean[][] {
  return Array.from({ length: features }, (_, feature) => sets.map((set) => set.some((row) => run.acts[row][feature] > 0)))
}

/** The best neighbors by a measure of (n, n_a, n_b, n_ab). */
function best(fires: boolean[][], feature: number, least: number, measure: (n: number[]) => number) {
  const count = (test: (set: number) => boolean) => fires[0].filter((_, set) => test(set)).length
  return fires
    .map((other, id) => {
      const both = count((set) => fires[feature][set] && other[set])
      const n = [fires[0].length, count((set) => fires[feature][set]), count((set) => other[set]), both]
      return { id, both, value: measure(n) }
    })
    .filter(({ id, both }) => id !== feature && both >= least)
    .sort((a, b) => b.value - a.value || a.id - b.id)
    .slice(0, most)
}

const pmi = ([n, a, b, both]: number[]) => Math.log2((n * both) / (a * b))
const jaccard = ([, a, b, both]: number[]) => both / (a + b - both)

describe('features that fire together', () => {
  const uses = Uint8Array.from({ length: rows }, (_, row) => (row % 17 === 4 ? 2 : row % 5 === 0 ? 1 : 0))
  const run = denseRun(problem, { uses })
  const seen = Array.from({ length: rows }, (_, row) => row).filter((row) => uses[row] !== 2)
  const documents = [...new Set(seen.map((row) => problem.documents[row]))].map((one) =>
    seen.filter((row) => problem.documents[row] === one)
  )

  it.each([
    ['rows', '', seen.map((row) => [row])],
    ['documents', 'document', documents]
  ] as const)('are those that a count of all pairs gives, in %s', async (_, before, sets) => {
    const { arrays, answer } = await ask(run)
    const name = (text: string) => (before ? before + text[0].toUpperCase() + text.slice(1) : text)
    const fires = firesIn(
      run,
      sets.map((set) => [...set])
    )
    for (let feature = 0; feature < features; feature += 1) {
      const row = (array: string) => Array.from(arrays[name(array)].data.subarray(feature * most, (feature + 1) * most))
      const [byPmi, byJaccard] = [best(fires, feature, 3, pmi), best(fires, feature, 3, jaccard)]
      const fill = (values: number[], empty: number) => [...values, ...new Array(most - values.length).fill(empty)]
      expect(row('pmiFeatures')).toEqual(
        fill(
          byPmi.map(({ id }) => id),
          none
        )
      )
      expect(row('pmiRows')).toEqual(
        fill(
          byPmi.map(({ both }) => both),
          0
        )
      )
      expect(row('pmi')).toEqual(
        fill(
          byPmi.map(({ value }) => Math.fround(value)),
          0
        )
      )
      expect(row('jaccardFeatures')).toEqual(
        fill(
          byJaccard.map(({ id }) => id),
          none
        )
      )
      expect(row('jaccard')).toEqual(
        fill(
          byJaccard.map(({ value }) => Math.fround(value)),
          0
        )
      )
    }
    expect(answer.rows).toEqual({ counted: seen.length, of: seen.length })
    expect(answer.documents).toEqual({ counted: documents.length, of: documents.length })
    expect(RelationsAnswer.parse(answer)).toEqual(answer)
  })

  it('are not counted in documents where there are none', async () => {
    const { answer, arrays } = await ask(denseRun(problem, { hasDocuments: false }))
    expect(answer.documents).toBeUndefined()
    expect(arrays.documentPmi).toBeUndefined()
  })

  it('are told apart by where they fire: only on training rows', async () => {
    const { answer } = await ask(run)
    const only = Array.from({ length: features }, (_, feature) => feature).filter((feature) => {
      const active = seen.filter((row) => run.acts[row][feature] > 0)
      return active.length > 0 && active.every((row) => uses[row] === 0)
    })
    expect(answer.onlyTraining).toBe(only.length)
    expect((await ask(denseRun(problem))).answer.onlyTraining).toBeUndefined()
  })
})

describe('directions that are alike', () => {
  it('are those with the greatest cosines, of the decoder and of the encoder', async () => {
    const { arrays } = await ask(denseRun(problem))
    const { W_enc, W_dec } = problem.dictionary.tensors
    const encoder = (feature: number) => Array.from({ length: 8 }, (_, i) => W_enc.data[i * features + feature])
    const decoder = (feature: number) => [...W_dec.data.subarray(feature * 8, feature * 8 + 8)]
    for (const [name, vector] of [
      ['encoder', encoder],
      ['decoder', decoder]
    ] as const) {
      const cosines = Array.from({ length: features }, (_, other) => (other === 5 ? -2 : cosine(vector(5), vector(other))))
      const expected = Array.from(cosines.keys()).sort((a, b) => cosines[b] - cosines[a])
      expect(Array.from(arrays[`${name}Features`].data.subarray(5 * most, 6 * most))).toEqual(expected.slice(0, most))
      expect(arrays[`${name}Cosine`].data[5 * most]).toBeCloseTo(cosines[expected[0]], 5)
    }
  })

  it('and fire on the same rows are near-duplicates', async () => {
    const twin: Problem = structuredClone(problem)
    const { W_enc, b_enc, W_dec } = twin.dictionary.tensors
    // Feature 20 does what feature 10 does, a little weaker; 21 points the same way and fires on other rows.
    for (let i = 0; i < 8; i += 1) {
      W_enc.data[i * features + 20] = 0.98 * W_enc.data[i * features + 10]
      for (const other of [20, 21]) W_dec.data[other * 8 + i] = W_dec.data[10 * 8 + i] + 0.01 * i
    }
    b_enc.data[20] = b_enc.data[10]
    const run = denseRun(twin)
    const { answer } = await ask(run)
    const fires = firesIn(
      run,
      run.acts.map((_, row) => [row])
    )
    const both = fires[10].filter((is, row) => is && fires[20][row]).length
    const some = fires[10].filter((is, row) => is || fires[20][row]).length
    expect(both / some).toBeGreaterThan(0.5)
    expect(answer.duplicates).toMatchObject({ count: 1, pairs: [{ a: 10, b: 20, jaccard: both / some }] })
  })
})

describe('dead features', () => {
  // Of a ReLU that fires rarely, with five features that can not fire.
  const dying = (k?: number): Problem => {
    const made = randomProblem({ seed: 6, rows: 200, dIn: 8, dSae: features, ...(k ? { k } : {}) })
    const { W_enc, b_enc, W_dec } = made.dictionary.tensors
    const random = createRandom(1)
    b_enc.data.forEach((_, feature) => {
      b_enc.data[feature] = -0.1 - random.next()
    })
    b_enc.data[0] = -1000
    for (let i = 0; i < 8; i += 1) W_enc.data[i * features + 1] *= 0.001
    for (let i = 0; i < 8; i += 1) W_dec.data[i] = 2 * W_dec.data[5 * 8 + i]
    return made
  }

  it('have their cause: an offset, a weak encoder; and a feature that fires may cover them', async () => {
    const run = denseRun(dying(), { idleSteps: Float32Array.from({ length: features }, (_, i) => (i === 0 ? 100 : 40)) })
    const { answer, arrays } = await ask(run)
    expect(answer.dead).toMatchObject({ count: 2, causes: { offset: 1, 'weak-encoder': 1 }, covered: 1, neverFired: 1 })
    expect(answer.dead.features[0]).toMatchObject({ feature: 0, cause: 'offset', offset: -1000, nearest: 5, idleSteps: 100 })
    expect(answer.dead.features[1]).toMatchObject({ feature: 1, cause: 'weak-encoder', idleSteps: 40 })
    expect(answer.dead.features[0].margin).toBeCloseTo(margins(run.problem, 0).greatest, 2)
    expect(answer.dead.features[0].meanMargin).toBeCloseTo(margins(run.problem, 0).mean, 2)
    expect(answer.dead.sampleRows).toBe(200)
    expect([...arrays.dead.data]).toEqual([0, 1])
  })

  it('of TopK may be outcompeted: they would fire, were others not larger', async () => {
    const made = dying(3)
    const { W_enc, b_enc } = made.dictionary.tensors
    // Feature 2 copies feature 3 and always comes a little below it, and below others.
    for (let i = 0; i < 8; i += 1) W_enc.data[i * features + 2] = 0.2 * W_enc.data[i * features + 3]
    b_enc.data[2] = -0.05
    const run = denseRun(made)
    expect(run.acts.every((row) => row[2] === 0)).toBe(true)
    const { answer } = await ask(run)
    expect(answer.dead.features.find(({ feature }) => feature === 2)).toMatchObject({ cause: 'outcompeted' })
  })

  it('are told without margins where the rows can not be read', async () => {
    const material = materialOf(denseRun(dying()))
    const question = RelationsQuestion.parse({ kind: 'relations' })
    // biome-ignore lint/correctness/useYield: it fails before the first row.
    material.batches = async function* () {
      throw new Error('The file is gone')
    }
    const { answer } = await answerRelations(question, material, quietSide, undefined)
    expect(answer.dead).toMatchObject({ count: 2, sampleRows: 0, problem: 'The file is gone', causes: { 'not-looked-at': 1 } })
  })
})

function margins({ dictionary, inputs, rows: count }: Problem, feature: number): { greatest: number; mean: number } {
  const { W_enc, b_enc, b_dec } = dictionary.tensors
  const all = Array.from({ length: count }, (_, row) => {
    let sum = b_enc.data[feature]
    for (let i = 0; i < 8; i += 1) sum += (inputs[row * 8 + i] - b_dec.data[i]) * W_enc.data[i * features + feature]
    return sum
  })
  return { greatest: Math.max(...all), mean: all.reduce((sum, value) => sum + value, 0) / count }
}

function cosine(a: number[], b: number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i], 0) / Math.hypot(...a) / Math.hypot(...b)
}
