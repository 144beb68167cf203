/** The first rows of a file that is longer than the one it belongs to. */
import { describe, expect, it } from 'vitest'
import { openActivations } from '../../../../main/datasets/activations'
import { inspectFiles } from '../../../../main/datasets/inspect'
import { make } from './made'
import { errorOf, tellingRows, temporaryFolder, writeNpy, writeText } from './support'

const folder = temporaryFolder()
const activations = { path: writeNpy(folder, 'acts.npy', tellingRows(60, 4), [60, 4]) }
const grid = { path: writeNpy(folder, 'grid.npy', tellingRows(60, 4), [6, 10, 4]) }
const longTable = { path: writeText(folder, 'long.csv', ['token', ...Array.from({ length: 80 }, (_, i) => `w${i}`)].join('\n')) }

async function rowsOf(source: Parameters<typeof openActivations>[0]) {
  const reader = await openActivations(source)
  const { rows, shape } = reader
  const first = (await reader.read(0, 1))[0]
  await reader.close()
  return { rows, shape, first: Math.floor(first) }
}

describe('a range of rows', () => {
  it('is read as if there were no others; whole sequences stay sequences', async () => {
    expect(await rowsOf({ ...activations, range: { from: 7, count: 20 } })).toEqual({ rows: 20, shape: [20, 4], first: 7 })
    expect(await rowsOf({ ...grid, range: { from: 10, count: 20 } })).toEqual({ rows: 20, shape: [2, 10, 4], first: 10 })
    expect(await rowsOf({ ...grid, range: { from: 5, count: 20 } })).toEqual({ rows: 20, shape: [20, 4], first: 5 })
  })

  it('beyond the end is refused', async () => {
    const error = await errorOf(openActivations({ ...activations, range: { from: 50, count: 11 } }))
    expect([error.code, error.message]).toEqual(['wrong-shape', '“acts.npy” has 60 rows, and rows 50 to 61 were asked for.'])
  })

  it('makes a longer table fit, and its rows are those of the record too', async () => {
    const refused = await errorOf(make(folder, { activations, rowTable: longTable }))
    expect(refused.code).toBe('row-mismatch')
    expect(refused.hint).toContain('“long.csv[:60]”')
    const range = { from: 20, count: 60 }
    const made = await make(folder, { activations, rowTable: { ...longTable, range } })
    expect(made.dataset.rowTable).toMatchObject({ rows: 60, range })
    expect([await made.index.tokens(0, 1), await made.index.tokens(59, 60)]).toEqual([['w20'], ['w79']])
    await made.close()
  })

  it('of the activations is what a project trains on, also of targets', async () => {
    const range = { from: 0, count: 40 }
    const made = await make(folder, { activations: { ...activations, range }, targets: { ...grid, range } })
    expect(made.dataset).toMatchObject({ rows: 40, activations: { shape: [40, 4], range }, targets: { range } })
    expect([made.reader.rows, made.targets?.rows]).toEqual([40, 40])
    await made.close()
  })

  it('is what an inspection looks at', async () => {
    const given = [activations, { ...longTable, range: { from: 0, count: 60 } }]
    const { activations: facts, rowTable } = await inspectFiles(given)
    expect([facts?.rows, rowTable?.rows, rowTable?.matches]).toEqual([60, 60, true])
    const part = await inspectFiles([{ ...activations, range: { from: 0, count: 50 } }])
    expect([part.activations?.rows, part.files[0].range]).toEqual([50, { from: 0, count: 50 }])
  })
})
