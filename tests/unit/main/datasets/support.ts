/** Real files in temporary folders for the tests of data sets. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { LoupeError } from '../../../../contract/wire/errors'
import { toBytes } from '../../../../main/codecs/dtypes'
import { npyHeader } from '../../../../main/codecs/npy'

export const fixtures = join(import.meta.dirname, '../../../fixtures')
export const activationFixture = (name: string): string => join(fixtures, 'activations', name)
export const samples = join(import.meta.dirname, '../../../../resources/samples')

/** A folder that is removed after the test file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'loupe-datasets-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Bytes of a .npy file of f32 or f16 values. */
export function npyBytes(values: Float32Array, shape: number[], dtype: 'f32' | 'f16' = 'f32'): Buffer {
  return Buffer.concat([npyHeader(dtype, shape), toBytes(values, dtype)])
}

/** Writes a .npy file; gives its path. */
export function writeNpy(folder: string, name: string, values: Float32Array, shape: number[]): string {
  return writeText(folder, name, npyBytes(values, shape))
}

/** Writes any file; gives its path. */
export function writeText(folder: string, name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

/** Row r, dimension j has a value from which both can be told: r + (j + 1) / 64, exact in f32 for r < 2^17. */
export function tellingRows(rows: number, dIn: number): Float32Array {
  return Float32Array.from({ length: rows * dIn }, (_, i) => Math.floor(i / dIn) + ((i % dIn) + 1) / 64)
}

/** The LoupeError that the work throws; fails when it throws none. */
export async function errorOf(work: Promise<unknown>): Promise<LoupeError> {
  const thrown = await work.then(
    () => undefined,
    (error: unknown) => error
  )
  if (thrown instanceof LoupeError) return thrown
  throw new Error(`expected a LoupeError, got ${String(thrown)}`)
}
