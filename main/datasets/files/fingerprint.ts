/**
 * The fingerprint of a file: SHA-256 over its size and samples of its content (all of it up to 8 MB).
 * Costs a few milliseconds for any size; finds every cut and every change in head, tail and samples.
 */
import { createHash } from 'node:crypto'
import type { InputFile } from './input-file'

const wholeBytes = 8 * 1024 * 1024
const edgeBytes = 1024 * 1024
const sampleBytes = 64 * 1024
const sampleCount = 62

/** Hex digits, 64 of them. */
export async function fingerprintOf(file: InputFile): Promise<string> {
  const hash = createHash('sha256').update(`loupe 1 ${file.sizeBytes}\n`)
  for (const [offset, length] of sampledRanges(file.sizeBytes)) hash.update(await file.read(offset, length))
  return hash.digest('hex')
}

/** Offsets and lengths that are read: whole, or head, tail and evenly spaced samples between them. */
export function sampledRanges(sizeBytes: number): [number, number][] {
  if (sizeBytes <= wholeBytes) return [[0, sizeBytes]]
  const between = sizeBytes - 2 * edgeBytes - sampleBytes
  const samples = Array.from({ length: sampleCount }, (_, index): [number, number] => [
    edgeBytes + Math.floor((between * index) / (sampleCount - 1)),
    sampleBytes
  ])
  return [[0, edgeBytes], ...samples, [sizeBytes - edgeBytes, edgeBytes]]
}
