/** A parameter with Adam moments as plain tfjs tensors, on any backend. The native form is native-cell.ts. */
import type { Tensor } from './library'
import { tf } from './library'
import type { AdamNumbers, Cell, CellStart } from './parameters'

export class PlainCell implements Cell {
  private value: Tensor
  private m: Tensor
  private v: Tensor

  constructor({ shape, value, m, v }: CellStart) {
    const held = (data: Float32Array): Tensor => tf.keep(tf.tensor(data.slice(), shape, 'float32'))
    this.value = held(value)
    this.m = held(m)
    this.v = held(v)
  }

  read(): Tensor {
    return this.value.clone()
  }

  apply(gradient: Tensor, { alpha, beta1, beta2, epsilon }: AdamNumbers): void {
    const next = tf.tidy(() => {
      const m = this.m.mul(beta1).add(gradient.mul(1 - beta1))
      const v = this.v.mul(beta2).add(gradient.square().mul(1 - beta2))
      return { m, v, value: this.value.sub(m.mul(alpha).div(v.sqrt().add(epsilon))) }
    })
    tf.dispose([this.value, this.m, this.v])
    this.value = tf.keep(next.value)
    this.m = tf.keep(next.m)
    this.v = tf.keep(next.v)
  }

  assign(value: Tensor): void {
    const next = tf.keep(value.clone())
    this.value.dispose()
    this.value = next
  }

  download(): Float32Array {
    return this.value.dataSync().slice() as Float32Array
  }

  downloadMoments(): { m: Float32Array; v: Float32Array } {
    return { m: this.m.dataSync().slice() as Float32Array, v: this.v.dataSync().slice() as Float32Array }
  }

  dispose(): void {
    tf.dispose([this.value, this.m, this.v])
  }
}
