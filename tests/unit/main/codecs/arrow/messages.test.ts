/** Schemas, messages and footers of Arrow, as pyarrow wrote them and as nobody should. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LoupeError } from '../../../../../contract/wire/errors'
import { FlatTable } from '../../../../../main/codecs/arrow/flatbuffers'
import { arrowFooter, arrowMessage } from '../../../../../main/codecs/arrow/messages'
import { columnPlaces } from '../../../../../main/codecs/arrow/schema'

const folder = join(import.meta.dirname, '../../../../fixtures/datasets/arrow')
const stream = readFileSync(join(folder, 'fixed.arrows'))
const file = readFileSync(join(folder, 'tensor.arrow'))
const metadata = new Uint8Array(stream.subarray(8, 8 + stream.readInt32LE(4)))

describe('a schema', () => {
  const message = arrowMessage(metadata)

  it('has the types of its columns', () => {
    const fields = message.kind === 'schema' ? message.schema.fields : []
    expect(fields.map(({ name, type }) => [name, type])).toEqual([
      ['acts', { kind: 'fixed-list', size: 16 }],
      ['token', { kind: 'text', wide: false }],
      ['doc', { kind: 'text', wide: false }],
      ['flag', { kind: 'bool' }],
      ['when', { kind: 'time', bits: 64, perSecond: 1000 }],
      ['big', { kind: 'number', dtype: 'i64' }],
      ['half', { kind: 'number', dtype: 'f16' }],
      ['view', { kind: 'text-view' }]
    ])
    expect(fields[2].dictionary?.index).toEqual({ kind: 'number', dtype: 'i32' })
    expect(fields[0].children[0].type).toEqual({ kind: 'number', dtype: 'f32' })
  })

  it('tells where each column lies in a batch', () => {
    const { places, nodes, buffers, variadics } = columnPlaces(message.kind === 'schema' ? message.schema.fields : [])
    expect({ nodes, buffers, variadics }).toEqual({ nodes: 9, buffers: 18, variadics: 1 })
    expect(places.map(({ node, buffer }) => [node, buffer])).toEqual([
      [0, 0],
      [2, 3],
      [3, 6],
      [4, 8],
      [5, 10],
      [6, 12],
      [7, 14],
      [8, 16]
    ])
  })
})

it('a footer lists the batches and keeps what is said of a column', () => {
  const length = file.readInt32LE(file.length - 10)
  const { schema, batches } = arrowFooter(new Uint8Array(file.subarray(file.length - 10 - length, file.length - 10)))
  expect(batches.length).toBe(3)
  expect(batches[0].offset % 8).toBe(0)
  expect(schema.fields[0].metadata.get('ARROW:extension:name')).toBe('arrow.fixed_shape_tensor')
  expect(JSON.parse(schema.fields[0].metadata.get('ARROW:extension:metadata') ?? '')).toMatchObject({ shape: [16, 16] })
})

it('every changed byte gives a schema or an error in words', () => {
  for (let at = 0; at < metadata.length; at += 1)
    for (const value of [0, 1, 127, 128, 255]) {
      const changed = metadata.slice()
      changed[at] = value
      try {
        arrowMessage(changed)
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(LoupeError)
      }
    }
})

it('tables that are named again and again are stopped', () => {
  // A root with one list of tables, each entry of which is the same table with a list of … five levels deep: 40^5 tables.
  const view = new DataView(new ArrayBuffer(8192))
  view.setUint32(0, 4, true)
  const width = 40
  const size = 16 + 8 + 4 + 4 * width
  for (let level = 0; level < 6; level += 1) {
    const table = 4 + level * size
    view.setInt32(table, -8, true)
    view.setUint32(table + 4, 12, true)
    view.setUint16(table + 8, 6, true)
    view.setUint16(table + 10, 8, true)
    view.setUint16(table + 12, 4, true)
    view.setUint32(table + 16, width, true)
    for (let entry = 0; entry < width; entry += 1) {
      const at = table + 20 + 4 * entry
      view.setUint32(at, 4 + (level + 1) * size - at, true)
    }
  }
  const visit = (table: FlatTable, depth: number): void => {
    if (depth < 5) for (const child of table.tables(0)) visit(child, depth + 1)
  }
  expect(() => visit(FlatTable.root(new Uint8Array(view.buffer)), 0)).toThrow('too many tables')
})
