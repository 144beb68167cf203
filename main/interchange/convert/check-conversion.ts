/** Whether a converted dictionary computes what its source computes, on seeded rows. */
import type { Batch } from '../../../contract/records/arrays'
import type { Conversion } from '../../../contract/records/conversion'
import type { WeightType } from '../../../contract/records/dictionary-report'
import { LoupeError } from '../../../contract/wire/errors'
import { createRandom } from '../../maths/random'
import { differences, type RowResults, scaleOf } from '../export/compare'
import type { About } from '../formats/reading'

/** Multiplications of the plain encoder, about three seconds. */
const budget = 3e9
/** Of f32, relative to the scale of the numbers; halves are rounded, so that theirs is only told. */
const refusedDifference = 1e-4
/** Rows of which this many differ in what fires are no rounding. */
const tiedShare = 1 / 4

/** Rows of several sizes, since nobody knows here how large real ones are. */
export function seededRows({ dIn, dSae }: About): Batch {
  const count = Math.max(4, Math.min(16, Math.floor(budget / (2 * dIn * dSae))))
  const random = createRandom(8)
  const values = Float32Array.from({ length: count * dIn }, (_, at) => random.normal() * [1, 3, 10, 30][Math.floor(at / dIn) % 4])
  return { count, dIn, values, rows: Uint32Array.from({ length: count }, (_, row) => row) }
}

/** Throws internal when the written files compute something else. */
export function compared(source: RowResults, written: RowResults, type: WeightType): Omit<Conversion['verified'], 'seconds'> {
  const rows = source.acts.count
  const found = Array.from({ length: rows }, (_, row) => differences(rowOf(source, row), rowOf(written, row)))
  if (!Number.isFinite(scaleOf(source))) throw tooLarge()
  const limit = type === 'f32' ? refusedDifference * scaleOf(source) : Number.POSITIVE_INFINITY
  const fine = found.filter(({ acts, recon }) => Math.max(acts, recon) <= limit)
  if (fine.length < rows * (1 - tiedShare)) throw notTheSame()
  return {
    rows: fine.length,
    tied: rows - fine.length,
    maxDifferenceActs: Math.max(0, ...fine.map(({ acts }) => acts)),
    maxDifferenceRecon: Math.max(0, ...fine.map(({ recon }) => recon))
  }
}

function rowOf({ acts, recon }: RowResults, row: number): RowResults {
  const [from, to] = [acts.starts[row], acts.starts[row + 1]]
  const width = recon.length / acts.count
  return {
    acts: {
      count: 1,
      dSae: acts.dSae,
      starts: Uint32Array.of(0, to - from),
      features: acts.features.slice(from, to),
      values: acts.values.slice(from, to)
    },
    recon: recon.subarray(row * width, (row + 1) * width)
  }
}

function tooLarge(): LoupeError {
  return new LoupeError('not-finite', 'The weights are so large that activations of ordinary rows are no finite numbers.', {
    hint: 'The file is damaged, or the training diverged: download it again, or take an earlier checkpoint.'
  })
}

function notTheSame(): LoupeError {
  return new LoupeError(
    'internal',
    'The files were read back and do not compute what their source computes, so they were not kept.',
    {
      hint: 'Try again, on another disk if it happens twice; then report it.'
    }
  )
}
