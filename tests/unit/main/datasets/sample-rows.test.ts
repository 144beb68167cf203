/** Some rows of a file, with what is left out of them. */
import { expect, it } from 'vitest'
import { openActivations } from '../../../../main/datasets/activations'
import { sampleRows } from '../../../../main/datasets/sample-rows'
import { errorOf, tellingRows, temporaryFolder, writeNpy } from './support'

const folder = temporaryFolder()
const keep = { rule: 'keep', factor: 10 } as const

async function sample(values: Float32Array, rows: number, dIn: number, o: Partial<Parameters<typeof sampleRows>[1]> = {}) {
  const reader = await openActivations({ path: writeNpy(folder, 'rows.npy', values, [rows, dIn]) })
  try {
    return await sampleRows(reader, { count: 64, seed: 1, outliers: keep, ...o })
  } finally {
    await reader.close()
  }
}

it('gives that many rows, each with its own values, the same ones again', async () => {
  const { batch, leftOut } = await sample(tellingRows(5003, 3), 5003, 3)
  expect([batch.count, leftOut, new Set(batch.rows).size]).toEqual([64, 0, 64])
  expect([...batch.values]).toEqual([...batch.rows].flatMap((row) => [row + 1 / 64, row + 2 / 64, row + 3 / 64]))
  expect(batch.rows.at(-1)).toBeGreaterThan(4300)
  expect(await sample(tellingRows(5003, 3), 5003, 3)).toEqual({ batch, leftOut })
})

it('gives all rows where there are no more', async () => {
  const { batch } = await sample(tellingRows(21, 3), 21, 3)
  expect([...batch.rows]).toEqual(Array.from({ length: 21 }, (_, row) => row))
})

it('leaves out what is not finite, and outliers as the data set does', async () => {
  const values = new Float32Array(40 * 2).fill(1)
  values[6] = Number.NaN
  values[20] = 500
  const dropped = await sample(values, 40, 2, { outliers: { rule: 'drop', factor: 10 } })
  expect([dropped.batch.count, dropped.leftOut, dropped.batch.rows.includes(10)]).toEqual([38, 2, false])
  const clipped = await sample(values, 40, 2, { outliers: { rule: 'clip', factor: 10 } })
  const at = clipped.batch.rows.indexOf(10)
  expect(Math.hypot(...clipped.batch.values.subarray(at * 2, at * 2 + 2))).toBeCloseTo(10 * Math.SQRT2, 4)
  expect((await sample(values, 40, 2)).batch.values).toContain(500)
})

it('stops when it is cancelled', async () => {
  expect((await errorOf(sample(tellingRows(300, 3), 300, 3, { signal: AbortSignal.abort() }))).code).toBe('cancelled')
})
