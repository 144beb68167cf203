/** A parameter and what its optimizer keeps, as TensorFlow resource variables that fused operations update in place. */
import type { Tensor } from './library'
import { tf } from './library'
import type { Update } from './optimizers/rule'
import type { Cell, CellStart } from './parameters'
import { assignVariable, createVariable, destroyVariable, downloadVariable, readVariable } from './variable'

export class NativeCell implements Cell {
  private readonly value: number
  private readonly slots: number[]
  private readonly scratch: number[]

  constructor({ shape, value, slots, scratch = 0 }: CellStart) {
    this.value = createVariable(shape, value)
    this.slots = slots.map((slot) => createVariable(shape, slot))
    this.scratch = Array.from({ length: scratch }, () => createVariable(shape))
  }

  read(): Tensor {
    return readVariable(this.value)
  }

  apply(gradient: Tensor, update: Update): void {
    tf.tidy(() => update.native(this.value, [...this.slots, ...this.scratch], gradient))
  }

  assign(value: Tensor): void {
    assignVariable(this.value, value)
  }

  download(): Float32Array {
    return downloadVariable(this.value)
  }

  downloadSlot(slot: number): Float32Array {
    return downloadVariable(this.slots[slot])
  }

  dispose(): void {
    for (const handle of [this.value, ...this.slots, ...this.scratch]) destroyVariable(handle)
  }
}
