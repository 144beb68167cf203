/** Parquet and JSON Lines as row tables. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Cell } from '../../../../../main/datasets/formats/format'
import { openTable } from '../../../../../main/datasets/table'
import { errorOf, fixtures, samples, temporaryFolder, writeText } from '../support'

const folder = temporaryFolder()
const groups = (codec: string): string => join(fixtures, 'datasets', `groups-${codec}.parquet`)

async function columnOf(path: string, name: string): Promise<Cell[]> {
  const table = await openTable({ path })
  try {
    const cells: Cell[] = []
    for await (const block of table.blocks()) cells.push(...(await block.column(name)))
    return cells
  } finally {
    await table.close()
  }
}

describe('parquet', () => {
  it.each(['snappy', 'zstd', 'gzip', 'none'])('reads all columns over several row groups, packed by %s', async (codec) => {
    const rows = Array.from({ length: 50 }, (_, row) => row)
    expect(await columnOf(groups(codec), 'token')).toEqual(rows.map((row) => (row === 7 ? null : `t${row} ä`)))
    expect(await columnOf(groups(codec), 'doc')).toEqual(rows.map((row) => `book ${Math.floor(row / 20)}`))
    expect(await columnOf(groups(codec), 'weight')).toEqual(rows.map((row) => row / 4))
    expect(await columnOf(groups(codec), 'flag')).toEqual(rows.map((row) => String(row % 2 === 0)))
    expect((await columnOf(groups(codec), 'big'))[3]).toBe(String(2n ** 60n + 3n))
  })

  it('leaves columns of lists out', async () => {
    const table = await openTable({ path: groups('zstd') })
    expect([table.rows, table.columns]).toEqual([50, ['token', 'doc', 'weight', 'big', 'flag']])
    await table.close()
  })

  it('gives any rows, also across row groups', async () => {
    const table = await openTable({ path: groups('snappy') })
    const block = await table.read(14, 35)
    expect((await block.column('token')).map((cell) => cell?.toString())).toEqual(
      Array.from({ length: 21 }, (_, index) => `t${14 + index} ä`)
    )
    await table.close()
  })

  it('reads the sample that ships with Loupe', async () => {
    const domains = await columnOf(join(samples, 'smollm2', 'tokens.parquet'), 'domain')
    expect([domains.length, new Set(domains).size]).toEqual([5969, 4])
  })

  const bytes = readFileSync(groups('none'))

  it.each([
    ['cut at the end', bytes.subarray(0, -100), 'truncated'],
    ['cut to its first bytes', bytes.subarray(0, 6), 'truncated'],
    [
      'with a footer of noise',
      Buffer.concat([bytes.subarray(0, -200), Buffer.alloc(192, 0xab), bytes.subarray(-8)]),
      'malformed'
    ],
    ['with nothing of a parquet', Buffer.from('not at all, sorry'), 'malformed']
  ])('refuses a file %s', async (name, content, code) => {
    const path = writeText(folder, `${name}.parquet`, content)
    const error = await errorOf(openTable({ path }))
    expect([error.code, error.place]).toEqual([code, path])
    expect(error.message).toContain(name)
  })

  it('names the file when its data turn out to be noise', async () => {
    const noisy = Buffer.from(bytes)
    noisy.fill(0xcd, 4, 400)
    const path = writeText(folder, 'noisy.parquet', noisy)
    const error = await errorOf(columnOf(path, 'token'))
    expect([error.code, error.place]).toEqual(['malformed', path])
  })
})

describe('jsonl', () => {
  const lines = ['{"token":"a","doc":1}', '{"token":"b\\n","doc":2,"tag":{"x":[1]}}', '{"doc":null}']

  it.each([
    ['with line ends of all kinds', `${lines[0]}\r\n\n${lines[1]}\n${lines[2]}`],
    ['with a last line end', `${lines.join('\n')}\n`]
  ])('reads lines %s', async (name, text) => {
    const path = writeText(folder, `${name}.jsonl`, text)
    expect(await columnOf(path, 'token')).toEqual(['a', 'b\n', null])
    expect(await columnOf(path, 'doc')).toEqual([1, 2, null])
    expect(await columnOf(path, 'tag')).toEqual([null, '{"x":[1]}', null])
  })

  it('finds any line of a long file, and reads lines under the name .json', async () => {
    const text = Array.from({ length: 3000 }, (_, row) => JSON.stringify({ token: `t${row}` })).join('\n')
    const table = await openTable({ path: writeText(folder, 'long.json', text) })
    expect(await (await table.read(2559, 2562)).column('token')).toEqual(['t2559', 't2560', 't2561'])
    await table.close()
  })

  it.each([
    ['no lines', '\n\n', 'empty'],
    ['a list', '[1,2]\n{"a":1}\n', 'malformed'],
    ['a broken line', '{"a":1}\n{"a":\n{"a":3}\n', 'malformed'],
    ['a last line that is cut off', '{"a":1}\n{"a":2}\n{"a"', 'truncated'],
    ['objects without keys', '{}\n{}\n', 'malformed']
  ])('refuses %s', async (name, text, code) => {
    const path = writeText(folder, `${name}.jsonl`, text)
    const error = await errorOf(openTable({ path }))
    expect([error.code, error.place]).toEqual([code, path])
  })
})
