/** Token ids as row tables. */
import { describe, expect, it } from 'vitest'
import type { RowSource } from '../../../../../main/datasets/formats/format'
import { tokenTable } from '../../../../../main/datasets/formats/token-table'

/** Rows of the numbers 100, 101 … */
function counting(rows: number, dIn: number): RowSource {
  return {
    rows,
    dIn,
    read: async (start, count, into) => {
      for (let i = 0; i < count * dIn; i += 1) into[i] = 100 + start * dIn + i
    }
  }
}

const sequences = { name: 'tokens', dtype: 'i64', shape: [3, 4] } as const

describe.each([
  ['a row per sequence', counting(3, 4)],
  ['a row per token', counting(12, 1)]
])('ids of sequences, read as %s', (_, ids) => {
  const table = tokenTable({ ...sequences, shape: [...sequences.shape] }, ids)

  it('have id, document and position per row', async () => {
    expect([table.rows, table.columns]).toEqual([12, ['token_id', 'document', 'position']])
    const block = await table.read(3, 9)
    expect(await block.column('token_id')).toEqual([103, 104, 105, 106, 107, 108])
    expect(await block.column('document')).toEqual([0, 1, 1, 1, 1, 2])
    expect(await block.column('position')).toEqual([3, 0, 1, 2, 3, 0])
  })

  it('give nothing for no rows', async () => {
    expect(await (await table.read(5, 5)).column('token_id')).toEqual([])
  })

  it('come in blocks that cover all rows', async () => {
    const ids: unknown[] = []
    for await (const block of table.blocks()) ids.push(...(await block.column('token_id')))
    expect(ids).toEqual(Array.from({ length: 12 }, (_, index) => 100 + index))
  })
})

it('ids of rows have no place', async () => {
  const table = tokenTable({ name: 'ids', dtype: 'u16', shape: [5] }, counting(5, 1))
  expect([table.rows, table.columns]).toEqual([5, ['token_id']])
})

it('what lies beside the tokens is a column', async () => {
  const table = tokenTable({ ...sequences, shape: [3, 4] }, counting(12, 1), { mask: counting(3, 4) })
  expect(table.columns).toEqual(['token_id', 'mask', 'document', 'position'])
  expect(await (await table.read(1, 3)).column('mask')).toEqual([101, 102])
})
