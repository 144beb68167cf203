/**
 * From entries by row to entries by feature with bounded memory: features are taken in ranges whose entries fit,
 * and for each range all rows are read once in order, which leaves the rows of each feature ascending.
 */
import { type FileHandle, open } from 'node:fs/promises'
import { digestOfPostings } from './digests'
import { bytesFromHeader, entryBytes, headerBytes, type IndexHeader } from './format'
import { bytesOf, readExactly, writeAll } from './parts'

const readBytes = 4 * 1024 * 1024

interface RowTable {
  /** Of by-row.bin. */
  header: IndexHeader
  rowIds: Uint32Array
  rowCounts: Uint32Array
  /** [dSae] entries of each feature. */
  featureCounts: Uint32Array
}

/** Features `from` ≤ id < `to`, whose entries are put into memory together. */
interface FeatureRange {
  from: number
  to: number
  entries: number
}

/** Writes `target` from the complete by-row file `source`. The header comes last. */
export async function transpose(source: string, target: string, table: RowTable, memoryBytes: number): Promise<void> {
  const rowFile = await open(source, 'r')
  const featureFile = await open(target, 'w')
  try {
    await writeAll(featureFile, new Uint8Array(headerBytes), 0)
    let at = headerBytes
    const { dSae } = table.header
    const ownTable = new Uint32Array(2 * dSae)
    ownTable.set(table.featureCounts)
    for (const range of rangesThatFit(table.featureCounts, memoryBytes)) {
      const words = await collect(rowFile, table, range)
      ownTable.set(digestsIn(words, table.featureCounts.subarray(range.from, range.to)), dSae + range.from)
      await writeAll(featureFile, bytesOf(words), at)
      at += words.byteLength
    }
    await writeAll(featureFile, bytesOf(ownTable), at)
    await featureFile.sync()
    await writeAll(featureFile, bytesFromHeader({ ...table.header, kind: 'features' }, ownTable), 0)
    await featureFile.sync()
  } finally {
    await rowFile.close()
    await featureFile.close()
  }
}

/** At least one feature each, however large. */
export function rangesThatFit(featureCounts: Uint32Array, memoryBytes: number): FeatureRange[] {
  const most = Math.floor(memoryBytes / 8)
  const ranges: FeatureRange[] = []
  let range: FeatureRange = { from: 0, to: 0, entries: 0 }
  for (let feature = 0; feature < featureCounts.length; feature += 1) {
    if (range.to > range.from && range.entries + featureCounts[feature] > most) {
      ranges.push(range)
      range = { from: feature, to: feature, entries: 0 }
    }
    range.to = feature + 1
    range.entries += featureCounts[feature]
  }
  return [...ranges, range]
}

/** One number for each feature whose entries lie in `words`. */
function digestsIn(words: Uint32Array, counts: Uint32Array): Uint32Array {
  let at = 0
  return counts.map((count) => {
    const rows = words.subarray(at, at + count)
    const values = new Float32Array(words.buffer, 4 * (at + count), count)
    at += 2 * count
    return digestOfPostings({ rows, values })
  })
}

/** Words of a range of features: for each feature its rows (u32), then its activations (f32). */
async function collect(file: FileHandle, table: RowTable, range: FeatureRange): Promise<Uint32Array<ArrayBuffer>> {
  const words = new Uint32Array(2 * range.entries)
  const floats = new Float32Array(words.buffer)
  const counts = table.featureCounts
  const next = new Float64Array(range.to - range.from)
  for (let i = 1; i < next.length; i += 1) next[i] = next[i - 1] + 2 * counts[range.from + i - 1]
  await eachRow(file, table, (row, features, values) => {
    for (let j = 0; j < features.length; j += 1) {
      const feature = features[j]
      if (feature < range.from || feature >= range.to) continue
      const at = next[feature - range.from]++
      words[at] = row
      floats[at + counts[feature]] = values[j]
    }
  })
  return words
}

type Visit = (row: number, features: Uint16Array | Uint32Array, values: Float32Array) => void

/** Reads all rows in order, some MB at a time. */
async function eachRow(file: FileHandle, table: RowTable, visit: Visit): Promise<void> {
  const width = entryBytes(table.header)
  let at = headerBytes
  for (let row = 0; row < table.rowIds.length; ) {
    const first = row
    let entries = 0
    do entries += table.rowCounts[row++]
    while (row < table.rowIds.length && (entries + table.rowCounts[row]) * width <= readBytes)
    const bytes = await readExactly(file, at, entries * width)
    visitRows(bytes, table, first, row, visit)
    at += entries * width
  }
}

/** Rows lie at any multiple of 2 bytes: each is copied to where f32 may begin. */
function visitRows(bytes: Uint8Array, table: RowTable, first: number, end: number, visit: Visit): void {
  const idBytes = entryBytes(table.header) - 4
  const longest = table.rowCounts.subarray(first, end).reduce((a, b) => Math.max(a, b), 0)
  const ids = new (idBytes === 2 ? Uint16Array : Uint32Array)(longest)
  const values = new Float32Array(longest)
  const idsAsBytes = new Uint8Array(ids.buffer)
  const valuesAsBytes = new Uint8Array(values.buffer)
  for (let row = first, at = 0; row < end; row += 1) {
    const count = table.rowCounts[row]
    idsAsBytes.set(bytes.subarray(at, at + count * idBytes))
    at += count * idBytes
    valuesAsBytes.set(bytes.subarray(at, at + count * 4))
    at += count * 4
    visit(table.rowIds[row], ids.subarray(0, count), values)
  }
}
