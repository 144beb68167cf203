/** Lists of numbers or strings beside the activations of an HDF5 file, of one length, as the columns of a row table. */
import type { Dtype } from '../../../../contract/records/basics'
import { numbersFromBytes } from '../../../codecs/dtypes'
import { rowsOfShape } from '../../array-choice'
import { cellFrom } from '../cells'
import { tableFrom } from '../columns/table'
import type { ArrayEntry, Cell, TableSource } from '../format'
import type { Hdf5File } from './hdf5-file'
import type { Listed } from './listing'

/** The lists as long as the array has rows, else (without an array) the length that most lists have. */
export function hdf5Table(file: Hdf5File, datasets: Listed[], array: ArrayEntry | undefined): TableSource | undefined {
  const lists = datasets.filter(({ shape }) => shape.length === 1 && shape[0] > 0)
  const rows = array ? rowsOfShape(array.shape).rows : commonLength(lists)
  const columns = columnNames(lists.filter(({ shape }) => shape[0] === rows))
  if (rows === undefined || columns.size === 0) return undefined
  return tableFrom(rows, [...columns.keys()], async (name, from, to) => {
    const list = columns.get(name)
    return list && from < to ? cellsOf(file, list, from, to) : []
  })
}

function commonLength(lists: Listed[]): number | undefined {
  const counts = new Map<number, number>()
  for (const { shape } of lists) counts.set(shape[0], (counts.get(shape[0]) ?? 0) + 1)
  const most = [...counts].reduce((best, next) => (next[1] > best[1] ? next : best), [0, 0])
  return most[1] > 0 ? most[0] : undefined
}

/** The last part of a path is the column's name where it is the only one. */
function columnNames(lists: Listed[]): Map<string, Listed> {
  const short = (list: Listed): string => list.name.split('/').pop() ?? list.name
  const isOnly = (list: Listed): boolean => lists.filter((other) => short(other) === short(list)).length === 1
  return new Map(lists.slice(0, 1000).map((list) => [isOnly(list) ? short(list) : list.name, list]))
}

function cellsOf(file: Hdf5File, { name, dtype, width }: Listed, from: number, to: number): Cell[] {
  if (dtype === 'text') return file.strings(`/${name}`, from, to).map(cellFrom)
  return file.read(`/${name}`, [from], [to - from], width, (bytes) => numbers(bytes, dtype))
}

function numbers(bytes: Uint8Array, dtype: Dtype): Cell[] {
  // Halves come as f32, 64-bit integers as bigint.
  const values: Iterable<number | bigint> = numbersFromBytes(bytes, dtype)
  return Array.from(values, (value) => cellFrom(dtype === 'bool' ? value !== 0 : value))
}
