/**
 * The trained parameters with their Adam moments, in place on the backend.
 * Adam: D. Kingma and J. Ba, 2014 (arXiv 1412.6980), algorithm 1, with the ε of PyTorch (added to the corrected root):
 *   m ← β1 m + (1 − β1) g    v ← β2 v + (1 − β2) g²    θ ← θ − η · m̂ / (√v̂ + ε),  m̂ = m/(1 − β1^t), v̂ = v/(1 − β2^t)
 */
import type { Tensor as TensorRecord, Tensors } from '../../../contract/records/arrays'
import type { Tensor } from './library'
import { isNative } from './library'
import { NativeCell } from './native-cell'
import { PlainCell } from './plain-cell'

/** One update: learning rate, number of this update (from 1) and Adam's constants. */
export interface AdamStep {
  rate: number
  step: number
  beta1: number
  beta2: number
  epsilon: number
}

/** The same update as both backends apply it: θ ← θ − alpha · m / (√v + epsilon), corrections folded into the two numbers. */
export interface AdamNumbers {
  alpha: number
  beta1: number
  beta2: number
  epsilon: number
}

/** One parameter with its two moments. */
export interface Cell {
  /** The current value; belongs to the surrounding tidy and must be gone before `apply` or `assign` (else they copy). */
  read(): Tensor
  apply(gradient: Tensor, adam: AdamNumbers): void
  assign(value: Tensor): void
  /** The current value, copied. */
  download(): Float32Array
  downloadMoments(): { m: Float32Array; v: Float32Array }
  dispose(): void
}

export interface CellStart {
  shape: number[]
  value: Float32Array
  m: Float32Array
  v: Float32Array
}

const momentM = 'adam_m.'
const momentV = 'adam_v.'

/** Named parameters; the names are those of `start`. */
export class Parameters<Name extends string> {
  private readonly cells: Map<Name, Cell>
  private readonly shapes: Map<Name, number[]>

  /** From values, and from moments where `start` holds them (as `tensors()` gave them); they start at 0 otherwise. */
  constructor(
    readonly names: readonly Name[],
    start: Tensors
  ) {
    this.shapes = new Map(names.map((name) => [name, start[name].shape]))
    this.cells = new Map(names.map((name) => [name, createCell(cellStart(name, start))]))
  }

  read(): Record<Name, Tensor> {
    return Object.fromEntries(this.names.map((name) => [name, this.cell(name).read()])) as Record<Name, Tensor>
  }

  applyAdam(gradients: Record<Name, Tensor>, step: AdamStep): void {
    const numbers = adamNumbers(step)
    for (const name of this.names) this.cell(name).apply(gradients[name], numbers)
  }

  assign(name: Name, value: Tensor): void {
    this.cell(name).assign(value)
  }

  /** The current values. */
  values(): Record<Name, TensorRecord> {
    const entries = this.names.map((name) => [name, { shape: this.shape(name), data: this.cell(name).download() }])
    return Object.fromEntries(entries) as Record<Name, TensorRecord>
  }

  /** Values and moments: everything needed to go on bit for bit. */
  tensors(): Tensors {
    const all: Tensors = this.values()
    for (const name of this.names) {
      const shape = this.shape(name)
      const { m, v } = this.cell(name).downloadMoments()
      all[momentM + name] = { shape, data: m }
      all[momentV + name] = { shape, data: v }
    }
    return all
  }

  dispose(): void {
    for (const cell of this.cells.values()) cell.dispose()
  }

  private shape(name: Name): number[] {
    return this.shapes.get(name) as number[]
  }

  private cell(name: Name): Cell {
    return this.cells.get(name) as Cell
  }
}

function createCell(start: CellStart): Cell {
  return isNative() ? new NativeCell(start) : new PlainCell(start)
}

function cellStart(name: string, start: Tensors): CellStart {
  const { shape, data } = start[name]
  const zeros = (): Float32Array => new Float32Array(data.length)
  return { shape, value: data, m: start[momentM + name]?.data ?? zeros(), v: start[momentV + name]?.data ?? zeros() }
}

function adamNumbers({ rate, step, beta1, beta2, epsilon }: AdamStep): AdamNumbers {
  const root = Math.sqrt(1 - beta2 ** step)
  return { alpha: (rate * root) / (1 - beta1 ** step), beta1, beta2, epsilon: epsilon * root }
}
