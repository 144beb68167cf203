/** Row tables and vocabularies that say something else than when the project was made. */
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openDataset } from '../../../../../main/datasets/open-dataset'
import { make } from '../made'
import { errorOf, tellingRows, temporaryFolder, writeNpy, writeText } from '../support'

const folder = temporaryFolder()
const rows = 40
const ids = (plus: number) => ['token_id', ...Array.from({ length: rows }, (_, i) => (i + plus) % rows)].join('\n')
const words = (letter: string) => JSON.stringify(Array.from({ length: rows }, (_, i) => `${letter}${i}`))

it('are refused when they changed, and may be gone', async () => {
  const activations = { path: writeNpy(folder, 'acts.npy', tellingRows(rows, 4), [rows, 4]) }
  const table = writeText(folder, 'rows.csv', ids(0))
  const vocabulary = writeText(folder, 'vocab.json', words('a'))
  const made = await make(folder, { activations, rowTable: { path: table }, vocabulary })
  await made.close()
  const refused = async () => {
    const { code, place } = await errorOf(openDataset(made.dataset, folder))
    return [code, place]
  }
  writeFileSync(table, ids(1))
  expect(await refused()).toEqual(['changed', table])
  writeFileSync(table, ids(0))
  writeFileSync(vocabulary, words('b'))
  expect(await refused()).toEqual(['changed', vocabulary])
  for (const path of [table, vocabulary]) rmSync(path)
  const open = await openDataset(made.dataset, folder)
  expect(open.reader.rows).toBe(rows)
  await open.close()
})

it('of a vocabulary that nothing was looked up in are no part of the data set', async () => {
  const activations = { path: writeNpy(folder, 'own.npy', tellingRows(rows, 4), [rows, 4]) }
  const table = writeText(folder, 'own.csv', ['token', ...Array.from({ length: rows }, (_, i) => `w${i}`)].join('\n'))
  const made = await make(folder, {
    activations,
    rowTable: { path: table },
    vocabulary: writeText(folder, 'unused.json', words('a'))
  })
  expect(made.dataset).not.toHaveProperty('vocabulary')
  expect(await made.index.tokens(0, 2)).toEqual(['w0', 'w1'])
  expect(made.dataset.rowTable?.path).toBe(join(folder, 'own.csv'))
  await made.close()
})
