/** Activations and row tables read whole by one call, and the rows that the files of tests/fixtures/activations hold. */
import { readFileSync } from 'node:fs'
import { tensorsFromSafetensors } from '../../../../../main/codecs/safetensors'
import { openActivations } from '../../../../../main/datasets/activations'
import type { Cell } from '../../../../../main/datasets/formats/format'
import { openTable } from '../../../../../main/datasets/table'
import { activationFixture } from '../support'

/** [192, 16], row major. */
export const goldenRows = tensorsFromSafetensors(readFileSync(activationFixture('expected.safetensors'))).tensors.rows
  .data as Float32Array

/** The rows of an array, those before `most`. */
export async function readAll(path: string, array?: string, most = Number.POSITIVE_INFINITY) {
  const reader = await openActivations(array === undefined ? { path } : { path, array })
  try {
    return { rows: reader.rows, dIn: reader.dIn, values: await reader.read(0, Math.min(reader.rows, most)) }
  } finally {
    await reader.close()
  }
}

/** The numbers of an array, row major. */
export async function valuesOf(path: string, array?: string): Promise<Float32Array> {
  return (await readAll(path, array)).values
}

/** The cells of rows `from` to `to` (not of it) of each column of a row table. */
export async function columnsOf(path: string, from: number, to: number): Promise<Record<string, Cell[]>> {
  const table = await openTable({ path })
  try {
    const block = await table.read(from, to)
    return Object.fromEntries(await Promise.all(table.columns.map(async (name) => [name, await block.column(name)] as const)))
  } finally {
    await table.close()
  }
}
