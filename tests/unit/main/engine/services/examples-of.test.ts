import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildDataset, openRowIndex, type RowIndex } from '../../../../../main/datasets/index'
import { examplesOf } from '../../../../../main/engine/services/examples-of'
import { makeActivations } from '../../../../contract/material'
import { temporaryFolder } from '../project-material'

let folder: string
let index: RowIndex

/** Two documents of six tokens; the table also has a label column. */
beforeAll(async () => {
  folder = temporaryFolder()
  const activations = { path: await makeActivations(join(folder, 'rows.npy'), 12, 4) }
  const line = (row: number) => `t${row},${row < 6 ? 'left' : 'right'},${row % 6},${row % 2 ? 'odd' : 'even'}`
  writeFileSync(join(folder, 'rows.csv'), `token,doc,pos,kind\n${Array.from({ length: 12 }, (_, row) => line(row)).join('\n')}\n`)
  const rowTable = { path: join(folder, 'rows.csv') }
  await buildDataset({ id: 'd', name: 'rows', activations, rowTable, outliers: 'keep' }, folder, join(folder, 'index'))
  index = await openRowIndex(join(folder, 'index'))
})
afterAll(async () => {
  await index.close()
  rmSync(folder, { recursive: true, force: true })
})

const postings = { rows: Uint32Array.of(2, 4, 5, 6, 11), values: Float32Array.of(1, 4, 2, 8, 3) }

describe('examples with their contexts', () => {
  it('stay within the document, with the feature’s activation on each token', async () => {
    const [example] = await examplesOf([5], { index, postings, context: 3 })
    expect(example).toEqual({
      row: 5,
      value: 2,
      source: 'left:5',
      tokens: ['t2', 't3', 't4', 't5'],
      values: [1, 0, 4, 2],
      peak: 3,
      labels: { kind: 'odd' }
    })
  })

  it('keep the order of the rows asked for, also at the edges of the data', async () => {
    const examples = await examplesOf(Uint32Array.of(11, 0, 6), { index, postings, context: 1 })
    expect(examples.map(({ row, tokens, peak, value }) => ({ row, tokens, peak, value }))).toEqual([
      { row: 11, tokens: ['t10', 't11'], peak: 1, value: 3 },
      { row: 0, tokens: ['t0', 't1'], peak: 0, value: 0 },
      { row: 6, tokens: ['t6', 't7'], peak: 0, value: 8 }
    ])
  })
})
