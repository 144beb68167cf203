/** The trained parameters with what their optimizer keeps, in place on the backend. Optimizers are in optimizers/. */
import type { Tensor as TensorRecord, Tensors } from '../../../contract/records/arrays'
import type { Tensor } from './library'
import { isNative } from './library'
import { NativeCell } from './native-cell'
import type { Rule, Update } from './optimizers/rule'
import { PlainCell } from './plain-cell'

/** One parameter with its slots. */
export interface Cell {
  /** The current value; belongs to the surrounding tidy and must be gone before `apply` or `assign` (else they copy). */
  read(): Tensor
  apply(gradient: Tensor, update: Update): void
  assign(value: Tensor): void
  /** The current value, copied. */
  download(): Float32Array
  downloadSlot(slot: number): Float32Array
  dispose(): void
}

export interface CellStart {
  shape: number[]
  value: Float32Array
  /** Without numbers: 0, made where it lies, so that a large slot is never in memory twice. */
  slots: (Float32Array | undefined)[]
  /** More variables that the native form needs; see Rule. */
  scratch?: number
}

/** Names of slots in a state: `adam_m.W_enc`. The number of updates lies under `updates`. */
const slotName = (slot: string, name: string): string => `${slot}.${name}`
const countName = 'updates'
/** What it was called when Adam was the only optimizer. */
const oldCountName = 'adam_updates'

/** Named parameters; the names are those of `start`. */
export class Parameters {
  private readonly cells: Map<string, Cell>
  private readonly shapes: Map<string, number[]>
  private count: number

  /** From values, and from slots and count where `start` holds them (as `tensors()` gave them); they start at 0 otherwise. */
  constructor(
    readonly names: readonly string[],
    start: Tensors,
    private readonly rule: Rule
  ) {
    const slots = (name: string): string[] => rule.slots.map((slot) => slotName(slot, name))
    // Slots of another optimizer are no start: its count would correct for updates that these have not seen.
    const goesOn = names.every((name) => slots(name).every((slot) => start[slot]))
    const cellOf = (name: string): Cell => {
      const { shape, data } = start[name]
      const kept = slots(name).map((slot) => (goesOn ? start[slot].data : undefined))
      return createCell({ shape, value: data, slots: kept, scratch: rule.scratch ?? 0 })
    }
    this.shapes = new Map(names.map((name) => [name, start[name].shape]))
    this.cells = new Map(names.map((name) => [name, cellOf(name)]))
    this.count = goesOn ? ((start[countName] ?? start[oldCountName])?.data[0] ?? 0) : 0
  }

  /** Updates so far. */
  get updates(): number {
    return this.count
  }

  read(): Record<string, Tensor> {
    return Object.fromEntries(this.names.map((name) => [name, this.cell(name).read()]))
  }

  /** One update of all. */
  apply(gradients: Record<string, Tensor>, rate: number): void {
    this.count += 1
    const update = this.rule.update(rate, this.count)
    for (const name of this.names) this.cell(name).apply(gradients[name], update)
  }

  assign(name: string, value: Tensor): void {
    this.cell(name).assign(value)
  }

  /** New rows of a parameter, by their places along its first axis; what the optimizer keeps of them begins anew. */
  replaceRows(name: string, places: Int32Array, rows: Float32Array): void {
    const { shape, cell } = { shape: this.shape(name), cell: this.cell(name) }
    const value = cell.download()
    const slots = this.rule.slots.map((_, i) => cell.downloadSlot(i))
    cell.dispose()
    const width = value.length / shape[0]
    places.forEach((place, i) => {
      value.set(rows.subarray(i * width, (i + 1) * width), place * width)
      for (const slot of slots) slot.fill(0, place * width, (place + 1) * width)
    })
    this.cells.set(name, createCell({ shape, value, slots, scratch: this.rule.scratch ?? 0 }))
  }

  /**
   * The values. The numbers of a tensor are copied from the backend each time that its data is asked for, so that they need
   * not all be in memory at once; they are those of then.
   */
  values(): Tensors {
    return Object.fromEntries(this.names.map((name) => [name, readLater(this.shape(name), () => this.cell(name).download())]))
  }

  /** Values, slots and count: everything needed to go on bit for bit; numbers copied as those of `values()`. */
  tensors(): Tensors {
    const all = this.values()
    for (const name of this.names) {
      const shape = this.shape(name)
      const cell = this.cell(name)
      this.rule.slots.forEach((slot, i) => {
        all[slotName(slot, name)] = readLater(shape, () => cell.downloadSlot(i))
      })
    }
    all[countName] = { shape: [1], data: Float32Array.of(this.count) }
    return all
  }

  dispose(): void {
    for (const cell of this.cells.values()) cell.dispose()
  }

  private shape(name: string): number[] {
    return this.shapes.get(name) as number[]
  }

  private cell(name: string): Cell {
    return this.cells.get(name) as Cell
  }
}

function readLater(shape: number[], read: () => Float32Array): TensorRecord {
  return {
    shape,
    get data() {
      return read()
    }
  }
}

function createCell(start: CellStart): Cell {
  return isNative() ? new NativeCell(start) : new PlainCell(start)
}
