/**
 * The largest activations of a whole batch, exact, without sorting them: everything above a guess is taken out of [rows, dSae],
 * and the smallest to be kept is selected among that. The guess only decides how long it takes.
 */
import { kthLargest } from '../../maths/largest'
import { flatPlacesAbove, valuesAtFlat } from '../backend/entries-find'
import type { Tensor1D, Tensor2D } from '../backend/library'
import { scoped } from '../backend/library'
import type { Places, ValuesAt } from '../backend/places'

/** The guess, as a share of what the last batch kept at least: batches differ by less. */
const margin = 0.95
/** The same of what a few rows of this batch would keep, from the first to the last try. */
const sampledMargins = [0.9, 0.6, 0]
const sampledRows = 32

/** f at the places, above 0. */
export type Activations = ValuesAt

/** Finds them batch after batch. */
export class LargestOfBatch {
  /** The smallest that the last batch kept. */
  private least: number | undefined

  /** The `count` largest of ReLU(product + bias), `product` [rows, dSae] and `bias` [dSae]; fewer where fewer are above 0. */
  find(product: Tensor2D, bias: Tensor1D, count: number): Activations {
    for (const guess of this.guesses(product, bias, count)) {
      const above = activationsAbove(product, bias, guess)
      if (above.values.length < count && guess > 0) continue
      const { kept, least } = largestOf(above, count)
      this.least = least > 0 ? least : undefined
      return kept
    }
    return { places: { rows: new Int32Array(0), columns: new Int32Array(0) }, values: new Float32Array(0) }
  }

  private *guesses(product: Tensor2D, bias: Tensor1D, count: number): Generator<number> {
    if (this.least !== undefined) yield margin * this.least
    const sampled = sampledLeast(product, bias, count)
    for (const share of sampledMargins) yield share * sampled
  }
}

/** Every f above `threshold` ≥ 0, row by row. */
export function activationsAbove(product: Tensor2D, bias: Tensor1D, threshold: number): Activations {
  const flat = scoped(() => {
    // A little lower, so that rounding of the difference leaves nothing out.
    const above = bias.neg().add(threshold).sub(bias.abs().add(threshold).mul(1e-6)) as Tensor1D
    return flatPlacesAbove(product, above)
  })
  const values = valuesAtFlat(product, flat)
  const biases = bias.dataSync()
  const columnCount = product.shape[1]
  const found = { rows: new Int32Array(flat.length), columns: new Int32Array(flat.length) }
  let count = 0
  for (let i = 0; i < flat.length; i += 1) {
    const row = Math.floor(flat[i] / columnCount)
    const column = flat[i] - row * columnCount
    const value = Math.fround(values[i] + biases[column])
    if (!(value > threshold)) continue
    found.rows[count] = row
    found.columns[count] = column
    values[count] = value
    count += 1
  }
  return firstOf(found, values, count)
}

/** The least that a few rows would keep if they had their share of `count`; 0 where they have fewer. */
function sampledLeast(product: Tensor2D, bias: Tensor1D, count: number): number {
  const [rows, columns] = product.shape
  const some = Math.min(rows, sampledRows)
  const values = scoped(() => product.slice([0, 0], [some, columns]).add(bias).relu().dataSync() as Float32Array)
  return kthLargest(values.slice(), values.length, Math.max(1, Math.floor((count * some) / rows)))
}

/** Of equal activations the first are kept. Overwrites what it is given. */
function largestOf(all: Activations, count: number): { kept: Activations; least: number } {
  const { places, values } = all
  if (values.length <= count) return { kept: all, least: 0 }
  const least = kthLargest(values.slice(), values.length, count)
  let ties = count
  for (const value of values) if (value > least) ties -= 1
  let kept = 0
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i]
    if (value < least || (value === least && ties-- <= 0)) continue
    places.rows[kept] = places.rows[i]
    places.columns[kept] = places.columns[i]
    values[kept] = value
    kept += 1
  }
  return { kept: firstOf(places, values, kept), least }
}

function firstOf({ rows, columns }: Places, values: Float32Array, count: number): Activations {
  const places = { rows: rows.subarray(0, count), columns: columns.subarray(0, count) }
  return { places, values: values.subarray(0, count) }
}
