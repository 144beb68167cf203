/** Rows filtered, weighted and split by columns of the row table: which rows an epoch has, and how often. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Batch } from '../../../../contract/records/arrays'
import { timesDrawn } from '../../../../main/datasets/batches/draws'
import { type DatasetDraft, sequentialBatches } from '../../../../main/datasets/index'
import { checkedSplit, splitColumn, splitUse } from '../../../../main/datasets/split'
import { type Made, make, taken, writeTable } from './made'
import { errorOf, tellingRows, temporaryFolder, writeNpy } from './support'

const project = temporaryFolder()
const rows = 200
const activations = { path: writeNpy(project, 'acts.npy', tellingRows(rows, 3), [rows, 3]) }
const languages = ['en', 'de', 'fr', 'C:D']
const splits = ['train', 'Validation', 'test', 'train', '', 'val', 'train']
const rowTable = writeTable(project, 'rows.jsonl', rows, (i) => ({
  doc: Math.floor(i / 7),
  language: languages[i % 4],
  level: i % 3,
  part: splits[i % splits.length] || null
}))
const tiny = { blockBytes: 7 * 3 * 4, poolBytes: 35 * 3 * 4, wholeBytes: 0 }
const rowsOf = (batches: Batch[]): number[] => batches.flatMap((batch) => [...batch.rows])
const build = (draft: Partial<DatasetDraft> = {}): Promise<Made> => make(project, { activations, rowTable, ...draft })
const all = Array.from({ length: rows }, (_, row) => row)

async function inOrder(made: Made, use: 'train' | 'validation' | 'left-out'): Promise<number[]> {
  const found: number[] = []
  const { outliers, norms } = made.dataset
  for await (const batch of sequentialBatches({ ...made, batchRows: 33, uses: [use], outliers, medianNorm: norms.median }))
    found.push(...batch.rows)
  return found
}

describe('a filter', () => {
  it('leaves rows of other values out of training and validation, and counts them', async () => {
    const filter = { column: 'language', values: ['de', 'C:D'] }
    const made = await build({ filter, split: { by: 'row', every: 4 } })
    expect(made.dataset).toMatchObject({ filter, rows, leftOut: { count: 100, filtered: 100, notFinite: 0, rows: [] } })
    expect(await inOrder(made, 'train')).toEqual(all.filter((row) => row % 4 === 1))
    expect(await inOrder(made, 'validation')).toEqual(all.filter((row) => row % 4 === 3))
    await made.close()
  })

  it('by numbers takes them as text', async () => {
    const made = await build({ filter: { column: 'level', values: ['2'] }, split: { by: 'none', every: 2 } })
    expect(await inOrder(made, 'train')).toEqual(all.filter((row) => row % 3 === 2))
    await made.close()
  })

  it('makes outliers and norms those of the rows that are left', async () => {
    const values = Float32Array.from({ length: 100 * 2 }, (_, i) => (Math.floor(i / 2) % 10 === 0 ? 1 : 1000))
    values.fill(20, 60 * 2, 61 * 2)
    const path = writeNpy(project, 'two-scales.npy', values, [100, 2])
    const table = writeTable(project, 'scales.jsonl', 100, (i) => ({ scale: i % 10 === 0 ? 'small' : 'large' }))
    const filter = { column: 'scale', values: ['small'] }
    const made = await make(project, { activations: { path }, rowTable: table, filter, outliers: 'drop' })
    expect(made.dataset).toMatchObject({ leftOut: { count: 91, outliers: 1, filtered: 90, rows: [60] } })
    expect(made.dataset.norms).toEqual({ mean: Math.fround(Math.SQRT2), median: Math.fround(Math.SQRT2) })
    await made.close()
  })
})

describe('a split column', () => {
  it('of its own name is followed without being asked for', async () => {
    const table = writeTable(project, 'named.jsonl', rows, (i) => ({
      split: i % 10 === 0 ? 'test' : i % 5 === 1 ? 'dev' : 'train'
    }))
    const made = await make(project, { activations, rowTable: table })
    expect(made.dataset.split).toEqual({ by: 'column', every: 10, column: 'split' })
    expect(made.dataset.leftOut).toMatchObject({ count: 20, test: 20, rows: [] })
    expect(await inOrder(made, 'validation')).toEqual(all.filter((row) => row % 5 === 1))
    expect(await made.index.labels(0)).toEqual({ split: 'test' })
    await made.close()
    const asked = await make(project, { activations, rowTable: table, split: { by: 'row', every: 10 } })
    expect(asked.dataset.split).toEqual({ by: 'row', every: 10 })
    await asked.close()
  })

  it('with other words is a label unless it is asked for', async () => {
    const table = writeTable(project, 'folds.jsonl', rows, (i) => ({ split: `fold ${i % 4}` }))
    const made = await make(project, { activations, rowTable: table })
    expect(made.dataset.split).toEqual({ by: 'row', every: 10 })
    await made.close()
    const error = await errorOf(make(project, { activations, rowTable: table, split: { by: 'column', every: 2 } }))
    expect([error.code, error.message]).toEqual(['config', 'The split column “split” holds “fold 0” in row 0.'])
  })

  it('that is named may have any name; rows without a word train', async () => {
    const made = await build({ split: { by: 'column', every: 10, column: 'part' } })
    const of = (words: string[]) => all.filter((row) => words.includes(splits[row % splits.length]))
    expect(await inOrder(made, 'train')).toEqual(of(['train', '']))
    expect(await inOrder(made, 'validation')).toEqual(of(['Validation', 'val']))
    expect(await inOrder(made, 'left-out')).toEqual(of(['test']))
    await made.close()
  })

  it('says its words in any case', () => {
    expect([' Train ', 'VAL', 'dev', 'valid', 'test', 'training', null, 'eval', 3].map(splitUse)).toEqual([
      'train',
      'validation',
      'validation',
      'validation',
      'test',
      'train',
      'train',
      undefined,
      undefined
    ])
    expect(splitColumn(undefined, [{ name: 's', role: 'split', kind: 'category', categories: ['train'] }])).toBeUndefined()
    expect(checkedSplit({ by: 'row', every: 3 }, 9, 0, 'part')).toEqual({ by: 'column', every: 3, column: 'part' })
  })
})

describe('weights', () => {
  it('draw rows by whole numbers, and by chance for the rest', async () => {
    const weights = { column: 'language', weights: { en: 0, de: 2, fr: 0.5 } }
    const made = await build({ weights, split: { by: 'row', every: 10 } })
    const [drawn] = await taken(made, 1, { batchRows: 50 })
    expect(made.dataset).toMatchObject({ weights, trainRows: 180, validationRows: 20 })
    expect([...drawn.rows].some((row) => row % 4 === 0)).toBe(false)
    expect(await inOrder(made, 'validation')).toEqual(all.filter((row) => row % 10 === 9))
    expect(await inOrder(made, 'train')).toHaveLength(180)
    await made.close()
  })

  it('keep their share over many rows and differ by seed', () => {
    const times = (seed: number) => Array.from({ length: 20_000 }, (_, row) => timesDrawn(seed, row, 1.3))
    const sum = times(1).reduce((a, b) => a + b, 0)
    expect(Math.abs(sum / 20_000 - 1.3)).toBeLessThan(0.02)
    expect(new Set(times(1))).toEqual(new Set([1, 2]))
    expect(times(1)).not.toEqual(times(2))
    expect([0, 1, 3].map((weight) => timesDrawn(7, 5, weight))).toEqual([0, 1, 3])
  })
})

describe('what is not in the table is refused with what is', () => {
  it.each<[Partial<DatasetDraft>, string, string]>([
    [
      { filter: { column: 'lang', values: ['en'] } },
      'The row table has no column “lang”.',
      'Its columns are: doc, language, level, part.'
    ],
    [
      { weights: { column: 'x', weights: { a: 1 } } },
      'The row table has no column “x”.',
      'Its columns are: doc, language, level, part.'
    ],
    [
      { filter: { column: 'language', values: ['en', 'sp'] } },
      'No row has “sp” in the column “language” (filter).',
      'It holds: en, de, fr, C:D.'
    ],
    [
      { weights: { column: 'level', weights: { 4: 2 } } },
      'No row has “4” in the column “level” (weights).',
      'It holds: 0, 1, 2.'
    ],
    [{ split: { by: 'column', every: 2 } }, 'The row table has no split column.', 'Its columns are: doc, language, level, part.'],
    [
      { split: { by: 'column', every: 2, column: 'p' } },
      'The row table has no column “p”.',
      'Its columns are: doc, language, level, part.'
    ],
    [
      { filter: { column: 'a', values: ['b'] }, rowTable: undefined },
      'The row table has no column “a”.',
      'Give a row table: there is none.'
    ],
    [
      { weights: { column: 'language', weights: { en: 0, de: 0, fr: 0, 'C:D': 0 } } },
      'No row is left to train on: every training row weighs 0.',
      'Give one of the values a weight above 0.'
    ],
    [
      { filter: { column: 'part', values: ['test'] }, split: { by: 'column', every: 2, column: 'part' } },
      'No row is left to train on: 0 validate (by the column “part”), the rest is left out.',
      'Choose another split or filter, or keep the outlier rows.'
    ],
    [
      { filter: { column: 'part', values: ['train'] }, split: { by: 'column', every: 2, column: 'part' } },
      'No row validates: the column “part” has no usable row with validation (val, valid, dev).',
      'Split by document or by row, or by “none”.'
    ]
  ])('%j', async (draft, message, hint) => {
    const error = await errorOf(build(draft))
    expect([error.code, error.message, error.hint]).toEqual(['config', message, hint])
  })
})

const someRules = fc.record({
  filter: fc.option(fc.subarray(languages, { minLength: 1 }), { nil: undefined }),
  weights: fc.option(
    fc.dictionary(fc.constantFrom('0', '1', '2'), fc.double({ min: 0, max: 4, noNaN: true }), { noNullPrototype: true }),
    { nil: undefined }
  ),
  split: fc.constantFrom<DatasetDraft['split']>(
    { by: 'row', every: 3 },
    { by: 'document', every: 4 },
    { by: 'none', every: 2 },
    { by: 'column', every: 2, column: 'part' }
  ),
  isPooled: fc.boolean(),
  seed: fc.nat(),
  batchRows: fc.integer({ min: 1, max: 60 }),
  skipped: fc.nat({ max: 40 })
})

/** How often each row should come in an epoch, told from the rules alone. */
function promised(
  { filter, weights, split }: { filter?: string[]; weights?: Record<string, number>; split: DatasetDraft['split'] },
  seed: number
) {
  const trains = (row: number): boolean => {
    if (filter && !filter.includes(languages[row % 4])) return false
    if (split?.by === 'column') return ['train', ''].includes(splits[row % splits.length])
    const group = split?.by === 'row' ? row : Math.floor(row / 7)
    return split?.by === 'none' || group % (split?.every ?? 1) !== (split?.every ?? 1) - 1
  }
  return all.flatMap((row) => {
    const weight = Math.fround(weights?.[String(row % 3)] ?? 1)
    return trains(row) ? new Array<number>(timesDrawn(seed, row, weight)).fill(row) : []
  })
}

it('an epoch has exactly the rows that were promised, from any batch on', async () => {
  await fc.assert(
    fc.asyncProperty(someRules, async ({ filter, weights, split, isPooled, seed, batchRows, skipped }) => {
      const wanted = promised({ filter, weights, split }, seed)
      fc.pre(wanted.length > 0)
      const made = await build({
        split,
        ...(filter ? { filter: { column: 'language', values: filter } } : {}),
        ...(weights ? { weights: { column: 'level', weights } } : {})
      })
      try {
        const o = { seed, batchRows, ...(isPooled ? { sizes: tiny } : {}) }
        const batches = await taken(made, Math.max(Math.ceil((2 * wanted.length) / batchRows), skipped + 2), o)
        const stream = rowsOf(batches)
        for (const epoch of [0, 1]) {
          const own = stream.slice(epoch * wanted.length, (epoch + 1) * wanted.length)
          expect(own.toSorted((a, b) => a - b)).toEqual(wanted)
        }
        const later = await taken(made, 2, { ...o, firstBatch: skipped })
        expect(later).toEqual(batches.slice(skipped, skipped + 2))
        for (const { rows: some, values } of later) expect([...some]).toEqual(Array.from(some, (_, i) => values[i * 3] - 1 / 64))
      } finally {
        await made.close()
      }
    }),
    { numRuns: 40, seed: 4 }
  )
})
