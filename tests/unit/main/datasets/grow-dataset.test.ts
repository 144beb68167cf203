/** Data sets whose files grew: taken in where every earlier row is what it was. */
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { DatasetSources } from '../../../../contract/records/dataset'
import { buildDataset, growDataset, openRowIndex } from '../../../../main/datasets/index'
import { writeTable } from './made'
import { errorOf, tellingRows, temporaryFolder, writeNpy } from './support'

const dIn = 3
let made = 0

interface Content {
  rows: number
  /** Changes the activations before they are written. */
  change?: (values: Float32Array) => void
  token?: (row: number) => string
}

class Growing {
  readonly project = join(temporaryFolder(), `grown-${made++}`)
  private readonly folder = join(this.project, 'index')
  private times = 0

  constructor() {
    mkdirSync(this.project, { recursive: true })
  }

  /** `from` other rows lie in another file. */
  write({ rows, change, token = (row) => `t${row}` }: Content, name = 'acts', from = 0): { path: string } {
    const values = tellingRows(from + rows, dIn).slice(from * dIn)
    change?.(values)
    writeTable(this.project, `${name}.jsonl`, rows, (i) => ({ doc: Math.floor((from + i) / 10), token: token(from + i) }))
    return { path: writeNpy(this.project, `${name}.npy`, values, [rows, dIn]) }
  }

  async built(content: Content, more: Partial<DatasetSources> = {}) {
    const activations = this.write(content)
    const rowTable = { path: join(this.project, 'acts.jsonl') }
    const draft = { id: 'd', name: 'Data', outliers: 'keep' as const, activations, rowTable, ...more }
    return buildDataset(draft, this.project, this.folder)
  }

  grown(dataset: Parameters<typeof growDataset>[0], further: string[] = []) {
    this.times += 1
    const newFolder = join(this.project, `index.${this.times}`)
    return growDataset(dataset, further, { project: this.project, folder: this.folder, newFolder })
  }

  index = () => openRowIndex(join(this.project, `index.${this.times}`))
}

describe('a data set whose files grew', () => {
  it('has the rows that were appended, with what the row table says of them', async () => {
    const growing = new Growing()
    const before = await growing.built({ rows: 100 })
    growing.write({ rows: 130 })
    const grown = await growing.grown(before)
    expect(grown).toMatchObject({ id: 'd', rows: 130, split: before.split, createdAt: before.createdAt, documents: 13 })
    expect(grown.growths).toEqual([{ rows: 100, at: expect.any(Number) }])
    const index = await growing.index()
    expect(await index.tokens(99, 101)).toEqual(['t99', 't100'])
    await index.close()
  })

  it('takes in further files beside it, of the activations and of the row table', async () => {
    const growing = new Growing()
    const before = await growing.built({ rows: 100 })
    growing.write({ rows: 20 }, 'acts2', 100)
    const beside = (name: string) => join(growing.project, name)
    const grown = await growing.grown(before, [beside('acts2.npy'), beside('acts2.jsonl')])
    expect(grown).toMatchObject({ rows: 120, activations: { files: ['acts.npy', 'acts2.npy'] } })
    expect(grown.rowTable).toMatchObject({ rows: 120, files: ['acts.jsonl', 'acts2.jsonl'] })
    expect(await errorOf(growing.grown(before, [join(growing.project, 'far', 'acts3.npy')]))).toMatchObject({ code: 'usage' })
  })

  it('is refused where no row is new, or an earlier one is another one now', async () => {
    const growing = new Growing()
    const before = await growing.built({ rows: 100 })
    expect(await errorOf(growing.grown(before))).toMatchObject({ code: 'usage' })
    growing.write({ rows: 130, change: (values) => values.fill(7, 41 * dIn, 42 * dIn) })
    expect(await errorOf(growing.grown(before))).toMatchObject({
      code: 'changed',
      message: expect.stringMatching(/^Row 41 has other/)
    })
    // The norm is what it was.
    for (const change of [
      (values: Float32Array) => void values.fill(-values[17 * dIn + 1], 17 * dIn + 1, 17 * dIn + 2),
      (values: Float32Array) => void values.subarray(17 * dIn, 18 * dIn).reverse()
    ]) {
      growing.write({ rows: 130, change })
      expect(await errorOf(growing.grown(before))).toMatchObject({
        code: 'changed',
        message: expect.stringMatching(/^Row 17 has other/)
      })
    }
    growing.write({ rows: 130, token: (row) => (row === 12 ? 'u12' : `t${row}`) })
    expect(await errorOf(growing.grown(before))).toMatchObject({
      code: 'changed',
      message: expect.stringMatching(/is described otherwise/)
    })
  })

  it('is told by its norms where an older Loupe kept nothing else, and keeps more from then on', async () => {
    const growing = new Growing()
    const before = await growing.built({ rows: 100 })
    rmSync(join(growing.project, 'index', 'digests.u32'))
    growing.write({ rows: 130 })
    expect((await growing.grown(before)).rows).toBe(130)
    expect(existsSync(join(growing.project, 'index.1', 'digests.u32'))).toBe(true)
  })

  it('says when earlier rows are used otherwise: outliers follow from the norms of all rows', async () => {
    const growing = new Growing()
    // The first rows are small, so that row 5 is an outlier; with the great ones that follow it is none.
    const change = (values: Float32Array) => {
      values.fill(1)
      values.fill(50, 5 * dIn, 6 * dIn)
      values.fill(20, 100 * dIn)
    }
    const before = await growing.built({ rows: 100, change }, { outliers: 'drop' })
    expect(before.leftOut.rows).toEqual([5])
    growing.write({ rows: 400, change })
    const grown = await growing.grown(before)
    expect(grown.leftOut.count).toBe(0)
    expect(grown.growths?.[0].changed).toMatch(/^1 earlier row is left out or taken in/)
  })

  it('says when clipped rows are clipped otherwise', async () => {
    const growing = new Growing()
    const before = await growing.built({ rows: 100 }, { outliers: 'clip' })
    growing.write({ rows: 130 })
    expect((await growing.grown(before)).growths?.[0].changed).toMatch(/clipped to another norm/)
  })
})
