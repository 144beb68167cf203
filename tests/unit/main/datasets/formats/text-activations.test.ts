/** Activations in JSON Lines, in compressed tables, and in tables that people's programs write in other ways. */
import { existsSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { openActivations } from '../../../../../main/datasets/activations'
import type { Cell } from '../../../../../main/datasets/formats/format'
import { openTable } from '../../../../../main/datasets/table'
import { errorOf, tellingRows, temporaryFolder, writeText } from '../support'

const folder = temporaryFolder()

async function numbers(path: string): Promise<number[][]> {
  const reader = await openActivations({ path })
  try {
    const values = [...(await reader.read(0, reader.rows))]
    return Array.from({ length: reader.rows }, (_, row) => values.slice(row * reader.dIn, (row + 1) * reader.dIn))
  } finally {
    await reader.close()
  }
}

async function cellsOf(path: string): Promise<Record<string, Cell[]>> {
  const table = await openTable({ path })
  try {
    const cells: Record<string, Cell[]> = {}
    for await (const block of table.blocks())
      for (const name of table.columns) cells[name] = [...(cells[name] ?? []), ...(await block.column(name))]
    return cells
  } finally {
    await table.close()
  }
}

const two = [
  [1, 2],
  [3, 4]
]

describe('JSON Lines', () => {
  it.each([
    ['lists', '[1,2]\n[3,4]\n'],
    ['lists under a key', '{"acts":[1,2]}\r\n\n{"acts":[3,4]}'],
    ['lists beside cells', '{"token":"a","acts":[1,2],"span":[1]}\n{"token":"b","acts":[3,4],"span":[]}\n'],
    ['a list of positions', '{"acts":[[1,2],[3,4]],"token_ids":[7,8]}\n']
  ])('reads %s', async (name, text) => {
    expect(await numbers(writeText(folder, `${name}.jsonl`, text))).toEqual(two)
  })

  it('reads null as a number that is missing', async () => {
    expect(await numbers(writeText(folder, 'null.jsonl', '[1,null]\n[3,4]\n'))).toEqual([
      [1, Number.NaN],
      [3, 4]
    ])
  })

  it('has the other keys as row table', async () => {
    const text = '{"token":"a","acts":[1,2],"span":[1]}\n{"token":"b","acts":[3,4],"span":[]}\n'
    expect(await cellsOf(writeText(folder, 'cells.jsonl', text))).toEqual({ token: ['a', 'b'], span: ['[1]', '[]'] })
  })

  it('has a row per position for sequences', async () => {
    const text = '{"acts":[[1,2],[3,4]],"ids":[7,8],"split":"x"}\n{"acts":[[5,6],[7,8]],"ids":[9,10],"split":"y"}\n'
    expect(await cellsOf(writeText(folder, 'sequences.jsonl', text))).toEqual({
      ids: [7, 8, 9, 10],
      split: ['x', 'x', 'y', 'y'],
      document: [0, 0, 1, 1],
      position: [0, 1, 0, 1]
    })
  })

  it('finds any row of a long file', async () => {
    const values = tellingRows(5000, 40)
    const text = Array.from({ length: 5000 }, (_, row) => JSON.stringify([...values.subarray(row * 40, row * 40 + 40)])).join(
      '\n'
    )
    const reader = await openActivations({ path: writeText(folder, 'long.jsonl', text) })
    for (const [start, count] of [
      [0, 1],
      [255, 3],
      [1700, 2000],
      [4999, 1]
    ])
      expect(await reader.read(start, count)).toEqual(values.slice(start * 40, (start + count) * 40))
    await reader.close()
  })

  it.each([
    ['a shorter list', '[1,2]\n[3,4]\n[5]\n', 'wrong-shape', 'line 3'],
    ['a shorter list under its key', '{"a":[1,2]}\n{"a":[5]}\n', 'wrong-shape', 'line 2'],
    ['a text among numbers', '[1,2]\n[3,"x"]\n', 'malformed', '"x" where a number belongs in line 2'],
    ['lists and objects', '[1,2]\n{"a":3}\n', 'malformed', 'line 2'],
    ['lists of text', '["a"]\n["b"]\n', 'malformed', 'line 1'],
    ['a broken line', '[1,2]\n[3,\n[5,6]\n', 'malformed', 'line 2'],
    ['a last line that is cut off', '[1,2]\n[3,4]\n[5,', 'truncated', 'line 3'],
    ['very deep lists', `${'['.repeat(100_000)}\n`, 'truncated', 'line 1'],
    ['bytes that are no text', Buffer.from([0x5b, 0x31, 0x2c, 0xff, 0x5d, 0x0a]), 'malformed', 'UTF-8']
  ])('refuses %s', async (name, text, code, words) => {
    const path = writeText(folder, `${name} bad.jsonl`, text)
    const error = await errorOf(numbers(path))
    expect([error.code, error.place]).toEqual([code, path])
    expect(error.message).toContain(words)
  })
})

it('a cell nested deeper than the stack is refused with its line', async () => {
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`
  const path = writeText(folder, 'deep.jsonl', `{"acts":[1,2],"note":"a"}\n{"acts":[3,4],"note":${deep}}\n`)
  const error = await errorOf(cellsOf(path))
  expect([error.code, error.place]).toEqual(['malformed', path])
  expect(error.message).toContain('nested too deep in line 2')
})

describe('tables', () => {
  it.each([
    ['tabs', 'tsv', 'a\tb\n1\t2\n3\t4\n'],
    ['tabs and quoted names', 'tsv', '"a, b"\t"c ""d"""\n1\t2\n3\t4\n'],
    ['another ending', 'tab', '1\t2\n3\t4\n'],
    ['exponents', 'csv', 'a,b\n1e0,2E+0\n30e-1,.4e1\n']
  ])('with %s are read', async (name, ending, text) => {
    expect(await numbers(writeText(folder, `${name}.${ending}`, text))).toEqual(two)
  })

  it('with decimal commas are refused in words', async () => {
    const error = await errorOf(numbers(writeText(folder, 'german.csv', 'a;b\n1,5;2\n3,25;4,5\n')))
    expect([error.code, error.hint]).toEqual(['malformed', 'Save it with decimal points: 0.5, not 0,5.'])
    expect(error.message).toContain('decimal commas (“1,5” in column “a”)')
    for (const text of ['1,5\t2,5\n3,5\t4\n5,5\t6,5\n', '0,5;2\n1,5;3\n2,5;4\n', 'a;b\n0,5;1\n1,5;2\n']) {
      const other = await errorOf(numbers(writeText(folder, 'german.tsv', text)))
      expect([other.code, other.message.includes('decimal commas')], text).toEqual(['malformed', true])
    }
  })

  it('in Latin-1 are refused with the lines', async () => {
    const error = await errorOf(numbers(writeText(folder, 'latin.csv', Buffer.from('t,a,b\ncaf\xe9,1,2\n', 'latin1'))))
    expect([error.code, error.hint]).toEqual(['malformed', 'Save it as UTF-8.'])
  })
})

describe('gzip', () => {
  const unpacked = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('loupe-unpacked-'))

  it.each([
    ['a.csv.gz', 'token,a,b\nx,1,2\ny,3,4\n'],
    ['a.tsv.gz', 'token\ta\tb\nx\t1\t2\ny\t3\t4\n'],
    ['a.jsonl.gz', '{"token":"x","a":[1,2]}\n{"token":"y","a":[3,4]}\n']
  ])('%s is read, and nothing of it stays', async (name, text) => {
    const path = writeText(folder, name, gzipSync(text))
    const before = unpacked()
    expect(await numbers(path)).toEqual(two)
    expect(await cellsOf(path)).toEqual({ token: ['x', 'y'] })
    expect(unpacked().filter((found) => !before.includes(found))).toEqual([])
  })

  const packed = gzipSync('a,b\n'.padEnd(5000, '1,2\n'))

  it.each([
    ['cut.csv.gz', packed.subarray(0, -12), 'truncated'],
    ['damaged.csv.gz', Buffer.concat([packed.subarray(0, 20), Buffer.alloc(40, 0xee), packed.subarray(25)]), 'malformed'],
    ['odd.npy.gz', packed, 'unsupported'],
    ['bomb.csv.gz', gzipSync(Buffer.alloc(260 * 1024 * 1024, 'a')), 'malformed'],
    ['text.csv.gz', gzipSync('a,b\n1,2\n3,"x\n'), 'truncated'],
    ['row.jsonl.gz', gzipSync('[1,2]\n[3]\n'), 'wrong-shape']
  ])('%s is refused by its own name', async (name, content, code) => {
    const path = writeText(folder, name, content)
    const before = unpacked()
    const error = await errorOf(numbers(path))
    expect([error.code, error.place]).toEqual([code, path])
    expect(error.message).toContain(`“${name}”`)
    expect(unpacked().filter((found) => !before.includes(found))).toEqual([])
    expect(existsSync(path)).toBe(true)
  })
})
