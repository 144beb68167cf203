/** The header of a safetensors file, read as the format says and without Loupe's own reader: eight bytes of length, then JSON. */
import { readFileSync } from 'node:fs'

export interface TensorEntry {
  dtype: string
  shape: number[]
  data_offsets: [number, number]
}

export function readSafetensorsHeader(path: string): Record<string, TensorEntry> {
  const bytes = readFileSync(path)
  const length = Number(bytes.readBigUInt64LE(0))
  return JSON.parse(bytes.subarray(8, 8 + length).toString('utf8'))
}
