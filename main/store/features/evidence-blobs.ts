/**
 * Examples and neighbors of a feature as blobs (u32 and f32, little-endian). Pure.
 * Examples: counts of top, random and each interval, then active rows of each interval, then all rows, then all activations.
 * Neighbors: features, then cosines.
 */
import { exampleLists, intervalCount } from '../../../contract/records/feature'
import type { AnalyzedFeature, ExampleRows, IntervalRows } from '../feature-records'
import { blobFromNumbers, damagedRecord, numbersFromBlob } from '../tables/stored-records'

export interface Examples {
  top: ExampleRows
  random: ExampleRows
  intervals: IntervalRows[]
}

const headWords = exampleLists + intervalCount

export function blobFromExamples({ top, random, intervals }: Pick<AnalyzedFeature, 'top' | 'random' | 'intervals'>): Uint8Array {
  const parts = [top, random, ...intervals]
  const entries = parts.reduce((sum, part) => sum + part.rows.length, 0)
  const words = new Uint32Array(headWords + 2 * entries)
  const floats = new Float32Array(words.buffer)
  words.set([...parts.map((part) => part.rows.length), ...intervals.map((interval) => interval.count)])
  let at = headWords
  for (const { rows, values } of parts) {
    words.set(rows, at)
    floats.set(values.subarray(0, rows.length), at + entries)
    at += rows.length
  }
  return blobFromNumbers(words)
}

/** `damaged` when the counts do not add up to the size. */
export function examplesFromBlob(blob: Uint8Array): Examples {
  const words = numbersFromBlob(Uint32Array, blob, 'list of examples')
  const counts = Array.from(words.subarray(0, exampleLists))
  const entries = counts.reduce((sum, count) => sum + count, 0)
  if (words.length < headWords || words.length !== headWords + 2 * entries) throw damagedRecord('list of examples')
  const floats = new Float32Array(words.buffer)
  let at = headWords
  const parts = counts.map((count) => {
    const part = { rows: words.slice(at, at + count), values: floats.slice(at + entries, at + entries + count) }
    at += count
    return part
  })
  const intervals = parts.slice(2).map((part, i) => ({ ...part, count: words[exampleLists + i] }))
  return { top: parts[0], random: parts[1], intervals }
}

export function blobFromNeighbors({ features, cosines }: AnalyzedFeature['neighbors']): Uint8Array {
  const words = new Uint32Array(2 * features.length)
  words.set(features)
  new Float32Array(words.buffer).set(cosines.subarray(0, features.length), features.length)
  return blobFromNumbers(words)
}

export function neighborsFromBlob(blob: Uint8Array): AnalyzedFeature['neighbors'] {
  const words = numbersFromBlob(Uint32Array, blob, 'list of neighbors')
  if (words.length % 2 !== 0) throw damagedRecord('list of neighbors')
  const count = words.length / 2
  return { features: words.slice(0, count), cosines: new Float32Array(words.buffer, 4 * count, count).slice() }
}

/** Neighboring bins added up: `bins` numbers from a histogram whose length is a multiple of it. */
export function foldedCounts(histogram: Uint32Array, bins: number): number[] {
  const perBin = histogram.length / bins
  return Array.from({ length: bins }, (_, i) =>
    histogram.subarray(i * perBin, (i + 1) * perBin).reduce((sum, count) => sum + count, 0)
  )
}
