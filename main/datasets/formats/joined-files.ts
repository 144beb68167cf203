/** Opened files of one kind as one: every array and table continues in the next file. */
import type { Dtype } from '../../../contract/records/basics'
import { type InputFile, namedError } from '../files/input-file'
import type { ArrayEntry, OpenedFile } from './format'
import { joinRows, joinTables } from './join'

export interface Shard {
  file: InputFile
  opened: OpenedFile
}

/** Throws wrong-shape with the first file that does not continue what the files before it hold. */
export function joinFiles(shards: Shard[]): OpenedFile {
  const [first] = shards
  const arrays = first.opened.arrays.map((entry) => joinedEntry(entry, shards))
  const tables = shards.map(({ opened }) => opened.table)
  return {
    arrays,
    rowsOf: (entry) => joinRows(shards.map((shard) => shard.opened.rowsOf(entryIn(shard, entry)))),
    ...(tables.every((table) => table !== undefined) ? { table: joinTables(tables) } : {}),
    close: async () => {
      for (const { opened } of shards) await opened.close?.()
    }
  }
}

/** Shapes may differ in the first size only: rows or sequences. */
function joinedEntry(first: ArrayEntry, shards: Shard[]): ArrayEntry {
  let size = 0
  for (const shard of shards) {
    const { dtype, shape } = entryIn(shard, first)
    if (dtype !== first.dtype || !sameTail(shape, first.shape)) throw differs(shard, first, dtype, shape)
    size += shape[0]
  }
  return { ...first, shape: [size, ...first.shape.slice(1)] }
}

function entryIn({ file, opened }: Shard, wanted: ArrayEntry): ArrayEntry {
  const entry = opened.arrays.find(({ name }) => name === wanted.name)
  if (entry) return entry
  const what = wanted.name === '' ? 'no array' : `no array “${wanted.name}”`
  throw namedError('wrong-shape', file.path, `has ${what}, the first file has`, 'Name the files that belong to the data set.')
}

function sameTail(a: number[], b: number[]): boolean {
  return a.length === b.length && a.every((size, axis) => axis === 0 || size === b[axis])
}

function differs({ file }: Shard, first: ArrayEntry, dtype: Dtype, shape: number[]) {
  const shown = (type: Dtype, sizes: number[]) => `${type} [${sizes.join(', ')}]`
  const happened = `holds ${shown(dtype, shape)}, the first file ${shown(first.dtype, first.shape)}`
  return namedError('wrong-shape', file.path, happened, 'Shards of one data set differ in their number of rows only.')
}
