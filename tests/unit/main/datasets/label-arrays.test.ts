/** Lists of numbers beside activations: columns by their own names, and no tokens. */
import { expect, it } from 'vitest'
import { npyHeader } from '../../../../main/codecs/npy'
import { inspectFiles } from '../../../../main/datasets/inspect'
import { openTable } from '../../../../main/datasets/table'
import { zipBytes } from './formats/archives'
import { npyBytes, tellingRows, temporaryFolder, writeText } from './support'

const folder = temporaryFolder()
const rows = 12

function whole(values: number[], shape: number[]): Buffer {
  return Buffer.concat([npyHeader('i32', shape), Buffer.from(Int32Array.from(values).buffer)])
}

const counting = (from: number): number[] => Array.from({ length: rows }, (_, row) => from + row)
const acts = { name: 'acts.npy', content: npyBytes(tellingRows(rows, 4), [rows, 4]) }
const labels = { name: 'labels.npy', content: whole(counting(100), [rows]) }

function write(name: string, ...beside: { name: string; content: Buffer }[]): string {
  return writeText(folder, name, zipBytes([acts, ...beside]))
}

it('without tokens they are the row table', async () => {
  const path = write('labels.npz', labels, { name: 'other.npy', content: whole([1, 2], [2]) })
  const { rowTable, findings } = await inspectFiles([{ path }])
  expect(rowTable?.columns.map(({ name, role }) => [name, role])).toEqual([['labels', 'label']])
  expect(findings.map(({ id }) => id)).not.toContain('token-ids-only')
})

it('beside tokens they are further columns', async () => {
  const path = write('both.npz', labels, { name: 'tokens.npy', content: whole(counting(0), [3, 4]) })
  const table = await openTable({ path, array: 'acts' }, { rows })
  const block = await table.read(5, 8)
  expect(await block.column('labels')).toEqual([105, 106, 107])
  expect(await block.column('token_id')).toEqual([5, 6, 7])
  expect(await block.column('document')).toEqual([1, 1, 1])
  await table.close()
})

it('a list of tokens is told by its name, and the finding names the vocabulary', async () => {
  const path = write('tokens.npz', { name: 'tokens.npy', content: whole(counting(0), [rows]) })
  const { rowTable, findings } = await inspectFiles([{ path }])
  expect(rowTable?.columns.map(({ role }) => role)).toEqual(['token-id'])
  expect(findings.find(({ id }) => id === 'token-ids-only')?.detail).toContain('--vocabulary tokenizer.json')
})

it('a file of a list is the row table of its length, and no problem', async () => {
  const path = writeText(folder, 'acts.npy', acts.content)
  const fitting = writeText(folder, 'tokens.npy', whole(counting(0), [rows]))
  const other = writeText(folder, 'short.npy', whole([1, 2], [2]))
  const { files, findings, rowTable } = await inspectFiles([path, fitting, other].map((path) => ({ path })))
  expect(files.map(({ role, remark }) => [role, remark])).toEqual([
    ['activations', 'activations'],
    ['rows', 'token ids, matched by shape'],
    ['unused', 'another row count: left out']
  ])
  expect(rowTable?.rows).toBe(rows)
  expect(findings.map(({ id }) => id)).toEqual(['token-ids-only', 'few-rows'])
})

it('a list of other rows is refused for their number, as tables are', async () => {
  const path = writeText(folder, 'seven.npy', whole([1, 2, 3, 4, 5, 6, 7], [7]))
  const table = await openTable({ path }, { rows })
  expect([table.rows, table.columns]).toEqual([7, ['token_id']])
  await table.close()
})

it('lists of unequal length go on in the next shard', async () => {
  for (const [index, count] of [5, 7].entries())
    writeText(folder, `part-${index}.npy`, whole(counting(index * 5).slice(0, count), [count]))
  const table = await openTable({ path: folder, files: ['part-0.npy', 'part-1.npy'] }, { rows })
  expect(await (await table.read(0, rows)).column('token_id')).toEqual(counting(0))
  await table.close()
})

it.each(['i64', 'u64'] as const)('numbers beyond those of f32 keep their digits (%s)', async (type) => {
  const values = BigInt64Array.from({ length: rows }, (_, row) => 2n ** 24n + BigInt(2 * row + 1))
  values[3] = 2n ** 60n + 1n
  const path = write(`large-${type}.npz`, {
    name: 'time.npy',
    content: Buffer.concat([npyHeader(type, [rows]), Buffer.from(values.buffer)])
  })
  const table = await openTable({ path, array: 'acts' }, { rows })
  const cells = await (await table.read(0, rows)).column('time')
  expect(cells).toEqual(Array.from(values, (value) => (value > 2n ** 53n ? String(value) : Number(value))))
  await table.close()
})

it('an inspection names the arrays that are columns', async () => {
  const path = write('named.npz', labels, { name: 'tokens.npy', content: whole(counting(0), [3, 4]) })
  const { files } = await inspectFiles([{ path }])
  expect(files[0]).toMatchObject({ role: 'activations', rowArrays: ['labels', 'tokens'] })
})
