/**
 * A kept pass that is to be gone on with, checked: its rows are read from the index once more, and they have to give what it says of
 * each feature and, unless an older Loupe kept it, each row. So damage inside of the index is found before anything is built on it.
 * Seconds where encoding took minutes.
 */
import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'
import type { PassState } from '../../../../contract/records/arrays'
import { digestsOfRows } from './digests'
import { entryBytes, fileNames, headerBytes } from './format'
import { type KeptPass, readKeptPass } from './kept-pass'
import { readExactly } from './parts'
import { entriesOfRows, lastThatFits } from './row-block'
import type { BegunIndex } from './writer'

/** Entries read at once: some MB. */
const blockEntries = 1 << 20
/** Sums may be taken in another order than they were. */
const sumTolerance = 1e-9

/** Undefined where there is none, where it is of a dictionary of another width, or where index and state disagree. */
export async function wholePass(folder: string, dSae: number): Promise<{ state: PassState; index: BegunIndex } | undefined> {
  const kept = readKeptPass(folder)
  if (!kept || kept.dSae !== dSae) return undefined
  const path = join(folder, fileNames.rows)
  const file = await open(path, 'r')
  try {
    const rowDigests = await digestsIfAgreeing(file, path, kept)
    if (!rowDigests) return undefined
    return { state: kept.state, index: { ...kept.position, rowDigests, folder, activeRows: kept.state.activeRows } }
  } catch {
    return undefined
  } finally {
    await file.close()
  }
}

/** The digest of each row; undefined where index and state disagree. */
async function digestsIfAgreeing(
  file: FileHandle,
  path: string,
  { dSae, entries, position, state }: KeptPass
): Promise<Uint32Array | undefined> {
  const width = entryBytes({ kind: 'rows', dSae })
  const starts = startsOf(position.rowCounts)
  if (starts[starts.length - 1] !== entries) return undefined
  const digests = new Uint32Array(position.rowIds.length)
  const found = { activeRows: new Uint32Array(dSae), sums: new Float64Array(dSae), maxima: new Float32Array(dSae) }
  for (let first = 0, end: number; first < position.rowIds.length; first = end) {
    end = lastThatFits(starts, first, blockEntries)
    const own = Uint32Array.from(starts.subarray(first, end + 1), (start) => start - starts[first])
    const bytes = await readExactly(file, headerBytes + starts[first] * width, own[end - first] * width)
    const block = entriesOfRows(bytes, own, { idBytes: width - 4, dSae, path })
    digests.set(digestsOfRows({ count: end - first, starts: own, ...block }), first)
    add(found, block)
  }
  const isSame = position.rowDigests?.every((digest, row) => digest === digests[row]) ?? true
  return isSame && isSameOfFeatures(found, state) ? digests : undefined
}

type FeatureSums = Pick<PassState, 'activeRows' | 'sums' | 'maxima'>

function isSameOfFeatures(found: FeatureSums, state: FeatureSums): boolean {
  return found.activeRows.every(
    (rows, i) =>
      rows === state.activeRows[i] &&
      found.maxima[i] === state.maxima[i] &&
      Math.abs(found.sums[i] - state.sums[i]) <= sumTolerance * state.sums[i]
  )
}

function add(totals: FeatureSums, { features, values }: { features: Uint32Array; values: Float32Array }): void {
  for (let at = 0; at < values.length; at += 1) {
    const feature = features[at]
    totals.activeRows[feature] += 1
    totals.sums[feature] += values[at]
    if (values[at] > totals.maxima[feature]) totals.maxima[feature] = values[at]
  }
}

function startsOf(counts: Uint32Array): Float64Array {
  const starts = new Float64Array(counts.length + 1)
  for (let i = 0; i < counts.length; i += 1) starts[i + 1] = starts[i] + counts[i]
  return starts
}
