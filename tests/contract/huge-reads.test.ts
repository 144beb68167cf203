/**
 * A file of 200 GB that takes no room on the disk: rows all over it, batches from all over it, an inspection that is cancelled.
 * The process that does all that, this one, never holds 500 MB.
 */
import { closeSync, ftruncateSync, mkdirSync, openSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toBytes } from '../../main/codecs/dtypes'
import { npyHeader } from '../../main/codecs/npy'
import {
  type ActivationReader,
  inspectFiles,
  openActivations,
  openRowIndex,
  type RowIndex,
  trainingBatches
} from '../../main/datasets/index'
import { writeRecord } from '../../main/datasets/row-index/build'
import { indexFiles } from '../../main/datasets/row-index/layout'
import { errorOf, temporaryFolder } from '../unit/main/datasets/support'

const folder = temporaryFolder()
const path = join(folder, 'huge.npy')
const indexFolder = join(folder, 'index')
const dIn = 768
const rows = Math.floor(200e9 / (dIn * 4))
/** Rows that are not zero: at both ends, and on both sides of 2^31 and 2^32 bytes and rows' worth. */
const written = [0, 699_050, 699_051, 1_398_101, 1_398_102, Math.floor(rows / 2), rows - 1]
const mostMB = 500

const rowOf = (row: number): Float32Array => Float32Array.from({ length: dIn }, (_, column) => row / 2 ** 26 + column)

function sparse(name: string, bytes: number, parts: [number, Uint8Array][]): void {
  const file = openSync(name, 'w')
  ftruncateSync(file, bytes)
  for (const [at, part] of parts) writeSync(file, part, 0, part.length, at)
  closeSync(file)
}

/** Why it can not be run here. */
function obstacle(): string | undefined {
  if (process.platform === 'win32') return 'files with holes have to be asked for on this platform'
  const header = npyHeader('f32', [rows, dIn])
  const place = (row: number): number => header.length + row * dIn * 4
  try {
    const parts = written.map((row): [number, Uint8Array] => [place(row), toBytes(rowOf(row), 'f32')])
    sparse(path, place(rows), [[0, header], ...parts])
  } catch (thrown) {
    return `the temporary folder takes no file of 200 GB (${String(thrown)})`
  }
  return statSync(path).blocks * 512 > 2 ** 28 ? 'the temporary folder keeps holes as zeros' : undefined
}

const why = obstacle()
if (why) console.warn(`The 200 GB file is not tested: ${why}.`)

describe.skipIf(why !== undefined)('a file of 200 GB', () => {
  let reader: ActivationReader
  let index: RowIndex

  beforeAll(async () => {
    reader = await openActivations({ path })
    mkdirSync(indexFolder)
    // A use of 0 is training: holes will do.
    sparse(join(indexFolder, indexFiles.uses), rows, [])
    const record = {
      version: 1 as const,
      rows,
      hasTokens: false,
      hasPositions: false,
      documents: 0,
      namedDocuments: false,
      labels: []
    }
    await writeRecord(indexFolder, record)
    index = await openRowIndex(indexFolder)
  })

  afterAll(async () => {
    await reader?.close()
    await index?.close()
  })

  it('gives any row', async () => {
    expect([reader.rows, reader.dIn]).toEqual([rows, dIn])
    for (const row of written) expect(await reader.read(row, 1)).toEqual(rowOf(row))
    for (let step = 1; step < 60; step += 1) {
      const start = Math.floor((rows / 60) * step) - 500
      const stretch = await reader.read(start, 1000)
      const at = written.find((row) => row >= start && row < start + 1000)
      expect(stretch.some((value) => value !== 0)).toBe(at !== undefined)
    }
  })

  it('gives batches with rows from all over it, over more than one pool', async () => {
    const seen: number[] = []
    const o = { reader, index, batchRows: 2048, seed: 1, outliers: { rule: 'keep' as const, factor: 10 }, medianNorm: 1 }
    for await (const batch of trainingBatches({ ...o, firstBatch: 10_000 })) {
      seen.push(...batch.rows.subarray(0, batch.count))
      if (seen.length > 50_000) break
    }
    expect(new Set(seen).size).toBe(seen.length)
    const eighths = new Set(seen.map((row) => Math.floor((8 * row) / rows)))
    expect(eighths.size).toBe(8)
  })

  it('is inspected until that is cancelled', async () => {
    const control = new AbortController()
    let done = 0
    const work = inspectFiles([{ path }], {
      signal: control.signal,
      onProgress: (progress) => {
        done = progress.done
        if (done > 150_000) control.abort()
      }
    })
    expect((await errorOf(work)).code).toBe('cancelled')
    expect(done).toBeLessThan(rows)
  })
  it('is never in memory: not even 500 MB of it and all else', () => {
    const peakMB = process.resourceUsage().maxRSS / 1024
    expect(peakMB).toBeLessThan(mostMB)
  })
})
