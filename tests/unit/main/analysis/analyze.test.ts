import { describe, expect, it } from 'vitest'
import { activationBins, exampleCounts, intervalCount, logBins } from '../../../../contract/records/feature'
import { type Analysis, analyze } from '../../../../main/analysis'
import { makersHere } from '../../../../main/analysis/passes/fact-blocks'
import { featureBlockOf } from '../../../../main/engine/jobs/facts-record'
import type { AnalyzedFeature, FeatureBlock } from '../../../../main/store/feature-records'
import { batchesOf, denseActivations, denseEncoder, explainedShares, type Problem, randomProblem } from './dense'
import { createMemoryIndex, type MemoryIndex } from './memory-index'

interface Setting {
  problem: Problem
  acts: Float32Array[]
  rowIds: number[]
  index: MemoryIndex
  blocks: FeatureBlock[]
  analysis: Analysis
}

function setting(problem: Problem, more: { seed?: number; batchRows?: number; rowIds?: number[] } = {}): Setting {
  const acts = denseActivations(problem)
  const rowIds = more.rowIds ?? Array.from({ length: problem.rows }, (_, row) => row)
  const index = createMemoryIndex()
  const blocks: FeatureBlock[] = []
  const analysis: Analysis = {
    encoder: denseEncoder(acts, problem.dictionary.dSae),
    dictionary: problem.dictionary,
    batches: batchesOf(problem, rowIds, more.batchRows ?? 32),
    totalRows: problem.rows,
    documentsOf: async (from, to) => problem.documents.slice(from, to),
    index,
    makers: makersHere,
    sink: {
      facts: async (block, neighbors) => {
        const peaks = Array.from(block.facts.density, () => undefined)
        blocks.push(featureBlockOf(structuredClone({ block, neighbors, peaks })))
      }
    },
    seed: more.seed ?? 7,
    signal: new AbortController().signal,
    onProgress: () => undefined
  }
  return { problem, acts, rowIds, index, blocks, analysis }
}

async function recordsOf(s: Setting): Promise<AnalyzedFeature[]> {
  await analyze(s.analysis)
  return s.blocks.flatMap((block) => block.features)
}

/** Active rows of a feature among those that passed, as [row, value]. */
function activeRows(s: Setting, feature: number): [number, number][] {
  return s.rowIds.map((row): [number, number] => [row, s.acts[row][feature]]).filter(([, value]) => value > 0)
}

describe('the facts of an analysis equal a direct computation on the dense activations', () => {
  const rowIds = Array.from({ length: 300 }, (_, row) => row).filter((row) => row % 11 !== 3)
  for (const k of [4, undefined]) {
    it(`for ${k ? `TopK with k ${k}` : 'ReLU'}, with rows left out`, async () => {
      const problem = randomProblem({ seed: 3, rows: 300, dIn: 6, dSae: 20, k, silent: 2 })
      const s = setting(problem, { rowIds })
      const records = await recordsOf(s)
      const mass = s.rowIds.reduce((sum, row) => sum + s.acts[row].reduce((a, b) => a + b, 0), 0)
      expect(records).toHaveLength(20)
      const shares = explainedShares(
        problem,
        s.rowIds.map((row) => s.acts[row])
      )
      records.forEach(({ facts, histogram, logHistogram }, feature) => {
        const active = activeRows(s, feature)
        const sum = active.reduce((total, [, value]) => total + value, 0)
        const max = active.reduce((greatest, [, value]) => Math.max(greatest, value), 0)
        expect(facts.feature).toBe(feature)
        expect(facts.activeRows).toBe(active.length)
        expect(facts.density).toBe(active.length / rowIds.length)
        expect(facts.mean).toBeCloseTo(active.length ? sum / active.length : 0, 10)
        expect(facts.max).toBe(max)
        expect(facts.mass).toBeCloseTo(sum / mass, 12)
        const expected = Array.from({ length: activationBins }, (_, bin) => inBin(active, max, bin))
        expect(Array.from(histogram)).toEqual(expected)
        expect(Array.from(logHistogram!)).toEqual(Array.from({ length: logBins }, (_, bin) => inLogBin(active, max, bin)))
        const mean = active.length ? sum / active.length : 0
        const moment = (power: number) =>
          active.reduce((total, [, value]) => total + (value - mean) ** power, 0) / Math.max(1, active.length)
        expect(facts.variance).toBeCloseTo(moment(2), 10)
        expect(facts.skew).toBeCloseTo(active.length > 1 ? moment(3) / moment(2) ** 1.5 : 0, 8)
        const documents = active.map(([row]) => problem.documents[row])
        const inOne = [...new Set(documents)].map((one) => documents.filter((other) => other === one).length)
        expect(facts.documents).toBe(inOne.length)
        expect(facts.documentShare).toBe(active.length ? Math.max(...inOne) / active.length : 0)
        expect([facts.firstRow, facts.lastRow]).toEqual([active[0]?.[0], active.at(-1)?.[0]])
        expect(facts.explainedShare).toBeCloseTo(shares[feature], 5)
      })
      expect(records.reduce((sum, { facts }) => sum + (facts.explainedShare ?? 0), 0)).toBeCloseTo(1, 10)
      expect(records[0].facts).toMatchObject({ activeRows: 0, density: 0, mean: 0, max: 0, mass: 0 })
    })
  }
})

function inBin(active: [number, number][], max: number, bin: number): number {
  const from = (max * bin) / activationBins
  const to = (max * (bin + 1)) / activationBins
  const last = bin === activationBins - 1
  return active.filter(([, value]) => value >= from && (value < to || (last && value <= to))).length
}

function inLogBin(active: [number, number][], max: number, bin: number): number {
  const edge = (i: number) => max * 10 ** ((i - logBins) / 10)
  const from = bin === 0 ? 0 : edge(bin)
  return active.filter(([, value]) => value >= from && (value < edge(bin + 1) || (bin === logBins - 1 && value === max))).length
}

describe('the examples of an analysis', () => {
  const problem = randomProblem({ seed: 5, rows: 400, dIn: 6, dSae: 12, silent: 1 })

  it('puts the strongest row of each document first, and fills with the next strongest', async () => {
    const s = setting(problem)
    const records = await recordsOf(s)
    records.forEach(({ top }, feature) => {
      const ordered = activeRows(s, feature).sort((a, b) => b[1] - a[1] || a[0] - b[0])
      const seen = new Set<number>()
      const first = ordered.filter(([row]) => !seen.has(problem.documents[row]) && seen.add(problem.documents[row]))
      const rest = ordered.filter((entry) => !first.includes(entry))
      const expected = [...first.slice(0, exampleCounts.top), ...rest].slice(0, exampleCounts.top)
      expected.sort((a, b) => b[1] - a[1] || a[0] - b[0])
      expect(Array.from(top.rows, (row, i) => [row, top.values[i]])).toEqual(expected)
    })
  })

  it('draws random rows among the active ones, each once, from as many documents as there are, with their activations', async () => {
    const s = setting(problem)
    const records = await recordsOf(s)
    records.forEach(({ random }, feature) => {
      const active = new Map(activeRows(s, feature))
      expect(random.rows).toHaveLength(Math.min(exampleCounts.random, active.size))
      expect(new Set(random.rows).size).toBe(random.rows.length)
      const documents = new Set(Array.from(active.keys(), (row) => problem.documents[row]))
      const shown = new Set(Array.from(random.rows, (row) => problem.documents[row]))
      expect(shown.size).toBe(Math.min(random.rows.length, documents.size))
      random.rows.forEach((row, i) => {
        expect(random.values[i]).toBe(active.get(row))
      })
    })
  })

  it('takes the rows of an interval from that interval and counts all of it', async () => {
    const s = setting(problem)
    const records = await recordsOf(s)
    records.forEach(({ facts, intervals }, feature) => {
      expect(intervals).toHaveLength(intervalCount)
      const active = activeRows(s, feature)
      intervals.forEach((interval, i) => {
        const from = (facts.max * i) / intervalCount
        const to = (facts.max * (i + 1)) / intervalCount
        const inside = active.filter(([, value]) => value > from && value <= to)
        expect(interval.count).toBe(inside.length)
        expect(interval.rows).toHaveLength(Math.min(exampleCounts.perInterval, inside.length))
        const documents = new Set(inside.map(([row]) => problem.documents[row]))
        const shown = new Set(Array.from(interval.rows, (row) => problem.documents[row]))
        expect(shown.size).toBe(Math.min(interval.rows.length, documents.size))
        const values = new Map(inside)
        interval.rows.forEach((row, n) => {
          expect(interval.values[n]).toBe(values.get(row))
        })
        expect(Array.from(interval.values)).toEqual(Array.from(interval.values).sort((a, b) => b - a))
      })
    })
  })

  it('is the same for the same seed whatever the batches, and another for another seed', async () => {
    const a = await recordsOf(setting(problem, { batchRows: 1 }))
    const b = await recordsOf(setting(problem, { batchRows: 400 }))
    const c = await recordsOf(setting(problem, { seed: 8 }))
    expect(b).toEqual(a)
    expect(c.map(({ top }) => top)).toEqual(a.map(({ top }) => top))
    expect(c[3].random.rows).not.toEqual(a[3].random.rows)
    expect(a[3].random.rows).not.toEqual(a[4].random.rows)
  })
})

describe('the neighbors of an analysis', () => {
  it('are the features with the greatest decoder cosine, the nearest first', async () => {
    const problem = randomProblem({ seed: 9, rows: 20, dIn: 6, dSae: 30 })
    const records = await recordsOf(setting(problem))
    const rows = Array.from({ length: 30 }, (_, f) =>
      Array.from(problem.dictionary.tensors.W_dec.data.subarray(f * 6, f * 6 + 6))
    )
    const cosine = (a: number[], b: number[]): number => dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b))
    records.forEach(({ neighbors, facts }, feature) => {
      const all = rows
        .map((row, other) => ({ other, cosine: cosine(rows[feature], row) }))
        .filter(({ other }) => other !== feature)
      all.sort((a, b) => b.cosine - a.cosine)
      expect(Array.from(neighbors.features)).toEqual(all.slice(0, 10).map(({ other }) => other))
      expect(facts.nearestCosine).toBeCloseTo(all[0].cosine, 5)
    })
  })
})

function dot(a: number[], b: number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i], 0)
}

describe('the course of an analysis', () => {
  it('gives blocks of 256 consecutive features, finishes and closes the index, and sums up', async () => {
    const s = setting(randomProblem({ seed: 1, rows: 20, dIn: 3, dSae: 300, k: 5, silent: 100 }))
    const summary = await analyze(s.analysis)
    expect(s.blocks.map(({ first, features }) => [first, features.length])).toEqual([
      [0, 256],
      [256, 44]
    ])
    expect(s.index.calls).toEqual(['append', 'finish', 'close'])
    const slots = s.acts.flatMap((row) => Array.from(row)).filter((value) => value > 0).length
    const silent = Array.from({ length: 300 }, (_, f) => f).filter((f) => s.acts.every((row) => row[f] === 0)).length
    expect(summary).toEqual({ rows: 20, features: 300, silent, l0: slots / 20 })
  })

  it('tells progress of rows and then of features, to the end', async () => {
    const s = setting(randomProblem({ seed: 1, rows: 64, dIn: 3, dSae: 10 }), { batchRows: 16 })
    const told: string[] = []
    s.analysis.onProgress = ({ done, total, unit }) => told.push(`${unit} ${done}/${total}`)
    await analyze(s.analysis)
    expect(told).toContain('rows 64/64')
    expect(told.at(-1)).toBe('features 10/10')
    expect(told.indexOf('rows 64/64')).toBeLessThan(told.indexOf('features 10/10'))
  })

  it('stops with cancelled while rows pass, before anything is told', async () => {
    const s = setting(randomProblem({ seed: 1, rows: 64, dIn: 3, dSae: 10 }), { batchRows: 1 })
    const controller = new AbortController()
    s.analysis.signal = controller.signal
    s.analysis.onProgress = () => controller.abort()
    await expect(analyze(s.analysis)).rejects.toMatchObject({ code: 'cancelled' })
    expect(s.blocks).toEqual([])
    expect(s.index.calls.length).toBeLessThan(5)
  })

  it('stops with cancelled between blocks and closes the index', async () => {
    const s = setting(randomProblem({ seed: 1, rows: 8, dIn: 3, dSae: 600 }))
    const controller = new AbortController()
    s.analysis.signal = controller.signal
    s.analysis.sink = { facts: async () => controller.abort() }
    await expect(analyze(s.analysis)).rejects.toMatchObject({ code: 'cancelled' })
    expect(s.index.calls.at(-1)).toBe('close')
  })

  it('says that there is nothing to analyze when no row passes', async () => {
    const s = setting(randomProblem({ seed: 1, rows: 8, dIn: 3, dSae: 4 }), { rowIds: [] })
    await expect(analyze(s.analysis)).rejects.toMatchObject({ code: 'empty' })
  })

  it('names feature and row of an activation that is not a number', async () => {
    const s = setting(randomProblem({ seed: 1, rows: 8, dIn: 3, dSae: 4 }), { batchRows: 3 })
    s.acts[5].fill(0)
    s.acts[5][2] = Number.POSITIVE_INFINITY
    await expect(analyze(s.analysis)).rejects.toMatchObject({
      code: 'not-finite',
      message: expect.stringContaining('Feature 2 has the activation Infinity on row 5')
    })
  })

  it('notices an index that lost rows', async () => {
    const s = setting(randomProblem({ seed: 1, rows: 8, dIn: 3, dSae: 4 }))
    const finish = s.index.finish.bind(s.index)
    s.index.finish = async () => ({
      ...(await finish()),
      postingsBetween: async (from, to) =>
        Array.from({ length: to - from }, () => ({ rows: new Uint32Array(0), values: new Float32Array(0) }))
    })
    await expect(analyze(s.analysis)).rejects.toMatchObject({ code: 'internal' })
  })
})
