import { type AsyncBuffer, parquetReadObjects } from 'hyparquet'
import { describe, expect, it } from 'vitest'
import { type ParquetColumn, parquetEnd, parquetGroup, parquetMagic } from '../../../../main/codecs/parquet/write'

const columns: ParquetColumn[] = [
  { name: 'id', kind: 'i64' },
  { name: 'count', kind: 'i32', optional: true },
  { name: 'value', kind: 'f32' },
  { name: 'exact', kind: 'f64', optional: true },
  { name: 'text', kind: 'text', optional: true },
  { name: 'list', kind: 'json' }
]

function fileOf(groups: (string | number | null)[][][]): AsyncBuffer {
  const pieces: Uint8Array[] = [parquetMagic]
  const written = groups.map((values) => {
    const offset = pieces.reduce((sum, piece) => sum + piece.length, 0)
    const { pieces: own, group } = parquetGroup(columns, values, offset)
    pieces.push(...own)
    return group
  })
  const bytes = Buffer.concat([...pieces, parquetEnd(columns, written, { origin: 'test' })])
  return { byteLength: bytes.length, slice: async (from, to) => Uint8Array.from(bytes.subarray(from, to)).buffer }
}

describe('a Parquet file', () => {
  it('is read back by another reader, with nulls, several groups and every kind of column', async () => {
    const many = 300
    const first = [
      [2 ** 40, 2],
      [null, -7],
      [0.5, -1.25],
      [1e-300, null],
      ['a,"ü🙂', null],
      ['["x"]', '[]']
    ]
    const second = [
      Array.from({ length: many }, (_, i) => i),
      Array.from({ length: many }, (_, i) => (i % 3 === 0 ? null : i)),
      Array.from({ length: many }, () => 2),
      Array.from({ length: many }, () => null),
      Array.from({ length: many }, (_, i) => String(i)),
      Array.from({ length: many }, () => '{}')
    ]
    const rows = await parquetReadObjects({ file: fileOf([first, second]) })
    expect(rows).toHaveLength(2 + many)
    expect(rows[0]).toEqual({ id: 2n ** 40n, count: null, value: 0.5, exact: 1e-300, text: 'a,"ü🙂', list: ['x'] })
    expect(rows[1]).toMatchObject({ count: -7, value: -1.25, exact: null, text: null, list: [] })
    expect(rows[2 + 298]).toMatchObject({ id: 298n, count: 298, text: '298' })
    expect(rows[2 + 297]).toMatchObject({ count: null })
  })

  it('may have no rows', async () => {
    expect(await parquetReadObjects({ file: fileOf([]) })).toEqual([])
  })
})
