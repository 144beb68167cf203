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

/** Of one file among many: enough to tell a shard from another and a whole one from a cut one. */
const partEdgeBytes = 64 * 1024

/** Hex digits, 64 of them. */
export function fingerprintOf(file: InputFile): Promise<string> {
  return hashed(file, sampledRanges(file.sizeBytes))
}

/** The lighter fingerprint of a shard: size, head, middle and tail, so that thousands of shards take seconds. */
export function partFingerprintOf(file: InputFile): Promise<string> {
  const { sizeBytes } = file
  if (sizeBytes <= 3 * partEdgeBytes) return hashed(file, [[0, sizeBytes]])
  const starts = [0, Math.floor((sizeBytes - partEdgeBytes) / 2), sizeBytes - partEdgeBytes]
  return hashed(
    file,
    starts.map((start) => [start, partEdgeBytes])
  )
}

/** The fingerprint of a folder from those of its parts, in their order. */
export function folderFingerprint(parts: readonly { name: string; sizeBytes: number; fingerprint: string }[]): string {
  const hash = createHash('sha256').update('loupe folder 1\n')
  for (const { name, sizeBytes, fingerprint } of parts) hash.update(`${JSON.stringify(name)} ${sizeBytes} ${fingerprint}\n`)
  return hash.digest('hex')
}

async function hashed(file: InputFile, ranges: [number, number][]): Promise<string> {
  const hash = createHash('sha256').update(`loupe 1 ${file.sizeBytes}\n`)
  for (const [offset, length] of ranges) hash.update(await file.read(offset, length))
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
