import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findDocuments, findText } from '../../../../main/datasets/index'
import { type Made, make, writeTable } from './made'
import { npyBytes, temporaryFolder } from './support'

const folder = temporaryFolder()
/** Three documents; the first two would make “theme” together. */
const tokens = ['In', ' the', ' be', 'gin', 'ning', ' the', 'me', ' was', 'THE', 'aaa', 'a']
const documents = ['Genesis', 'Genesis', 'Genesis', 'Genesis', 'Genesis', 'Genesis', 'notes', 'notes', 'notes', 'gen 2', 'gen 2']
let made: Made
let bare: Made

beforeAll(async () => {
  const path = join(folder, 'acts.npy')
  writeFileSync(path, npyBytes(new Float32Array(11 * 2).fill(1), [11, 2]))
  const rowTable = writeTable(folder, 'rows.jsonl', 11, (i) => ({ token: tokens[i], doc: documents[i] }))
  made = await make(folder, { activations: { path }, rowTable })
  bare = await make(folder, { activations: { path } })
})
afterAll(async () => {
  await made.close()
  await bare.close()
})

const text = (wanted: string, more = {}) => findText(made.index, { text: wanted, from: 0, most: 50, ...more })

describe('a text in the rows', () => {
  it('is found where it begins, across tokens, whatever the case', async () => {
    expect(await text('the')).toEqual({ rows: [1, 5, 8], next: undefined })
    expect(await text('The Beginning')).toEqual({ rows: [1], next: undefined })
    expect(await text('egin')).toEqual({ rows: [2], next: undefined })
    expect(await text('aa')).toEqual({ rows: [9], next: undefined })
  })

  it('does not go on in another document', async () => {
    expect((await text('theme')).rows).toEqual([])
  })

  it('goes on where it stopped', async () => {
    expect(await text('the', { most: 2 })).toEqual({ rows: [1, 5], next: 8 })
    expect(await text('the', { from: 8 })).toEqual({ rows: [8], next: undefined })
    expect(await text('the', { rows: 4 })).toEqual({ rows: [1], next: 4 })
  })

  it('can not be looked for without tokens', async () => {
    await expect(findText(bare.index, { text: 'x', from: 0, most: 1 })).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('documents by name', () => {
  it('are found by their first row', async () => {
    expect(await findDocuments(made.index, { text: 'GEN', from: 0, most: 5 })).toEqual({ rows: [0, 9], next: undefined })
    expect(await findDocuments(made.index, { text: 'gen', from: 0, most: 1 })).toEqual({ rows: [0], next: 9 })
    expect(await findDocuments(made.index, { text: 'gen', from: 3, most: 5 })).toEqual({ rows: [9], next: undefined })
    expect((await findDocuments(bare.index, { text: 'gen', from: 0, most: 5 })).rows).toEqual([])
  })
})
