/** A parameter and what its optimizer keeps, as plain tfjs tensors on any backend. The native form is native-cell.ts. */
import type { Tensor } from './library'
import { tf } from './library'
import type { Update } from './optimizers/rule'
import type { Cell, CellStart } from './parameters'

export class PlainCell implements Cell {
  private value: Tensor
  private slots: Tensor[]

  constructor({ shape, value, slots }: CellStart) {
    const held = (data?: Float32Array): Tensor =>
      tf.keep(data ? tf.tensor(data.slice(), shape, 'float32') : tf.zeros(shape, 'float32'))
    this.value = held(value)
    this.slots = slots.map(held)
  }

  read(): Tensor {
    return this.value.clone()
  }

  apply(gradient: Tensor, update: Update): void {
    const next = tf.tidy(() => update.plain(this.value, this.slots, gradient))
    this.dispose()
    const [value, ...slots] = next.map((tensor) => tf.keep(tensor))
    this.value = value
    this.slots = slots
  }

  assign(value: Tensor): void {
    const next = tf.keep(value.clone())
    this.value.dispose()
    this.value = next
  }

  download(): Float32Array {
    return this.value.dataSync().slice() as Float32Array
  }

  downloadSlot(slot: number): Float32Array {
    return this.slots[slot].dataSync().slice() as Float32Array
  }

  dispose(): void {
    tf.dispose([this.value, ...this.slots])
  }
}
