/** Denoising: what the dictionary makes of every analyzed row, written to a file, with the signal-to-noise where clean rows are given. */

import type { DenoiseAnswer, SignalToNoise } from '../../../contract/records/studies/denoise'
import { emptyVarianceSums, fractionUnexplained, type VarianceSums } from '../../maths/explained-variance'
import { squaredDistance } from '../../maths/vectors'
import { CleanRows } from './denoise/clean-rows'
import type { StudyMaterial, StudyResult, StudySide, StudyWork } from './material'
import { type ReconstructedRows, reconstructions } from './reconstructions'

/** Throws exists, unwritable or disk-full for the folder; row-mismatch or wrong-shape for clean rows that do not fit. */
export const answerDenoise: StudyWork<'denoise'> = async ({ out, format, clean: source }, material, side) => {
  const [index, rows, dictionary] = [await material.index(), await material.rows(), await material.dictionary()]
  const width = dictionary.dOut ?? dictionary.dIn
  const clean = source && (await CleanRows.open(await material.openRows(source), source.path, { rows: rows.rows, width }))
  const file = await side.rowFile(out, { format, rows: index.rows, width })
  try {
    const tally = new Tally(index.rows, width, clean !== undefined)
    await passOver(material, side, clean, (batch, originals) => {
      tally.add(batch, originals)
      return file.append(batch.output)
    })
    const files = await file.finish(index.rows === rows.rows ? undefined : tally.rows)
    return tally.result({ kind: 'denoise', folder: out, files, rows: index.rows, leftOut: rows.rows - index.rows, width })
  } catch (thrown) {
    await file.abandon()
    throw thrown
  } finally {
    await clean?.close()
  }
}

async function passOver(
  material: StudyMaterial,
  side: StudySide,
  clean: CleanRows | undefined,
  take: (batch: ReconstructedRows, clean: Float32Array | undefined) => Promise<void>
): Promise<void> {
  for await (const batch of reconstructions(material, side)) await take(batch, await clean?.of(batch.rows))
}

/** Numbers of all rows, and sums over them. */
class Tally {
  readonly rows: Uint32Array
  private readonly squaredError: Float32Array
  private readonly noise: { before: Float32Array; after: Float32Array } | undefined
  private readonly sums: VarianceSums
  private signal = 0
  private done = 0

  constructor(rows: number, width: number, isClean: boolean) {
    this.rows = new Uint32Array(rows)
    this.squaredError = new Float32Array(rows)
    this.noise = isClean ? { before: new Float32Array(rows), after: new Float32Array(rows) } : undefined
    this.sums = emptyVarianceSums(width)
  }

  add({ count, dOut, rows, wanted, output }: ReconstructedRows, clean: Float32Array | undefined): void {
    this.rows.set(rows, this.done)
    for (let i = 0; i < count; i += 1, this.done += 1) {
      const own = wanted.subarray(i * dOut, (i + 1) * dOut)
      const made = output.subarray(i * dOut, (i + 1) * dOut)
      const error = squaredDistance(own, made)
      this.squaredError[this.done] = error
      this.sums.squaredError += error
      for (let j = 0; j < dOut; j += 1) {
        this.sums.inputSum[j] += own[j]
        this.sums.squaredInput += own[j] * own[j]
      }
      if (clean) this.compare(clean.subarray(i * dOut, (i + 1) * dOut), own, made)
    }
    this.sums.rows += count
  }

  result(about: Omit<DenoiseAnswer, 'fvu' | 'signalToNoise'>): StudyResult<DenoiseAnswer> {
    const fvu = fractionUnexplained(this.sums)
    const { rows, squaredError, noise } = this
    const named = { rows, squaredError, ...(noise ? { noiseBefore: noise.before, noiseAfter: noise.after } : {}) }
    return {
      answer: { ...about, ...(fvu === undefined ? {} : { fvu }), ...(noise ? { signalToNoise: this.signalToNoise(noise) } : {}) },
      arrays: Object.fromEntries(Object.entries(named).map(([name, data]) => [name, { shape: [data.length], data }]))
    }
  }

  private compare(clean: Float32Array, own: Float32Array, made: Float32Array): void {
    for (const value of clean) this.signal += value * value
    if (!this.noise) return
    this.noise.before[this.done] = squaredDistance(own, clean)
    this.noise.after[this.done] = squaredDistance(made, clean)
  }

  private signalToNoise({ before, after }: { before: Float32Array; after: Float32Array }): SignalToNoise {
    const sides = { before: decibel(this.signal, before), after: decibel(this.signal, after) }
    return Object.fromEntries(Object.entries(sides).filter(([, value]) => value !== undefined))
  }
}

/** 10 lg(signal ÷ Σ noise); undefined where either is zero. */
function decibel(signal: number, noise: Float32Array): number | undefined {
  const sum = noise.reduce((total, value) => total + value, 0)
  return sum > 0 && signal > 0 ? 10 * Math.log10(signal / sum) : undefined
}
