/**
 * What a dictionary from elsewhere makes of rows, before anything is known of what it was trained on: unexplained variance, L0,
 * features that never fire, and where they do not fit the likely cause: the rows are changed in the ways that dictionaries of
 * the field are trained on, and the error is measured again.
 */
import type { Batch } from '../../../contract/records/arrays'
import type { FirstFit } from '../../../contract/records/conversion'
import { LoupeError } from '../../../contract/wire/errors'
import type { Dictionary } from '../../dictionaries/index'
import { squaredNorm } from '../../maths/norms'
import { activity, type FitEncoder, rowNumbers, unexplained } from './measure'

/** FVU up to which a dictionary counts as fitting: half of the variance. */
const limit = 0.5
/** A change explains a mismatch when it leaves less than this share of the error. */
const explained = 0.6
/** b_dec and the mean row are taken for the same direction above this. */
const leastCosine = 0.7

/** What is known of the dictionary beside what it computes. `bDec`: where it subtracts one from the rows. */
export interface Known {
  kind: Dictionary['kind']
  bDec?: Float32Array | undefined
}

/** `batch`: rows as wide as the dictionary, with targets for a transcoder. Throws empty, unsupported. */
export function firstFit(encoder: FitEncoder, batch: Batch, known: Known): FirstFit {
  if (batch.count === 0)
    throw new LoupeError('empty', 'There are no rows to try the dictionary on', { hint: 'Choose another data set.' })
  const fvu = unexplained(encoder, batch, known.kind)
  const fit: FirstFit = { rows: batch.count, ...activity(encoder, batch) }
  if (fvu === undefined) return fit
  fit.fvu = fvu
  if (fvu > limit) fit.warning = warningOf(encoder, batch, known, fvu)
  return fit
}

function warningOf(encoder: FitEncoder, batch: Batch, { kind, bDec }: Known, fvu: number): FirstFit['warning'] {
  const share = `${(100 * (1 - fvu)).toFixed(0)} %`
  const title = `It explains ${fvu < 1 ? share : 'none'} of the variance of these rows`
  const tried = kind === undefined || kind === 'sae' ? triedChanges(encoder, batch, bDec) : []
  const best = tried.sort((a, b) => a.fvu - b.fvu)[0]
  const fits = best && best.fvu < limit && best.fvu < explained * fvu
  const detail = fits
    ? `It fits rows ${best.words} (FVU ${best.fvu.toFixed(2)}): it was trained on such rows, and the files do not say so.`
    : 'Likely causes: activations of another layer, site or model, or weights whose layout was guessed wrong.'
  return { title, detail }
}

interface Tried {
  words: string
  fvu: number
}

/** Rows as SAELens's normalizations and common preparations make them. */
function triedChanges(encoder: FitEncoder, batch: Batch, bDec: Float32Array | undefined): Tried[] {
  const { meanNorm } = rowNumbers(batch)
  const root = Math.sqrt(batch.dIn)
  const toBias = bDec && scaleTo(bDec, batch)
  const changes: [string, Batch][] = [
    ...(toBias ? [toBias] : []),
    [`times ${(root / meanNorm).toPrecision(3)}, which brings their mean norm to √d`, scaled(batch, () => root / meanNorm)],
    ['each brought to norm √d', scaled(batch, (norm) => root / norm)],
    ['less their mean', centered(batch)]
  ]
  return changes.flatMap(([words, rows]) => {
    const fvu = unexplained(encoder, rows, undefined)
    return fvu === undefined || !Number.isFinite(fvu) ? [] : [{ words, fvu }]
  })
}

function scaled(batch: Batch, factorOf: (norm: number) => number): Batch {
  const values = batch.values.slice()
  for (let row = 0; row < batch.count; row += 1) {
    const own = values.subarray(row * batch.dIn, (row + 1) * batch.dIn)
    const factor = factorOf(Math.hypot(...own) || 1)
    for (let i = 0; i < own.length; i += 1) own[i] *= factor
  }
  return { ...batch, values }
}

/** b_dec lies where the rows of the training were on average: a factor between it and the mean of these rows is that of the rows. */
function scaleTo(bDec: Float32Array, batch: Batch): [string, Batch] | undefined {
  const mean = meanOf(batch)
  const product = mean.reduce((sum, value, i) => sum + value * bDec[i], 0)
  const square = squaredNorm(bDec, 0, batch.dIn)
  const meanSquare = mean.reduce((sum, value) => sum + value * value, 0)
  if (product <= leastCosine * Math.sqrt(square * meanSquare)) return undefined
  const factor = product / meanSquare
  return [`times ${factor.toPrecision(3)}, which brings their mean to its b_dec`, scaled(batch, () => factor)]
}

function meanOf({ values, dIn, count }: Batch): Float64Array {
  const mean = new Float64Array(dIn)
  for (const [at, value] of values.entries()) mean[at % dIn] += value / count
  return mean
}

function centered(batch: Batch): Batch {
  const { dIn } = batch
  const mean = meanOf(batch)
  return { ...batch, values: batch.values.map((value, at) => value - mean[at % dIn]) }
}
