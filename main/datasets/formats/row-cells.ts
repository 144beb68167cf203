/** Numbers about rows as cells of a table: exact, where f32 would round what is above 2^24 (ids, times, hashes). */
import type { Dtype } from '../../../contract/records/basics'
import { numbersFromBytes } from '../../codecs/dtypes'
import { cellFrom } from './cells'
import type { Cell, RowSource } from './format'

/** Types whose numbers f32 does not hold. */
const wide: Dtype[] = ['i32', 'u32', 'i64', 'u64', 'f64']

export function isWide(dtype: Dtype): boolean {
  return wide.includes(dtype)
}

/** Little-endian bytes as cells; whole numbers beyond 2^53 become text. */
export function cellsFromBytes(bytes: Uint8Array, dtype: Dtype): Cell[] {
  return Array.from<number | bigint, Cell>(numbersFromBytes(bytes, dtype), cellFrom)
}

/** Rows start … start + count − 1, all their numbers one after the other. */
export async function cellsOf(source: RowSource, start: number, count: number): Promise<Cell[]> {
  if (source.cells) return source.cells(start, count)
  const numbers = new Float32Array(count * source.dIn)
  await source.read(start, count, numbers)
  return Array.from(numbers)
}
