/**
 * A parameter with Adam moments as TensorFlow resource variables, updated in place by one fused, multi-threaded operation
 * (ResourceApplyAdam). A variable's buffer is copied on update while someone still holds what was read from it.
 */
import type { Tensor } from './library'
import { scoped, tf } from './library'
import { attribute, deleteHandle, runRaw, runTensor } from './native'
import type { AdamNumbers, Cell, CellStart } from './parameters'

let made = 0

export class NativeCell implements Cell {
  private readonly value: number
  private readonly m: number
  private readonly v: number

  constructor({ shape, value, m, v }: CellStart) {
    this.value = createVariable(shape, value)
    this.m = createVariable(shape, m)
    this.v = createVariable(shape, v)
  }

  read(): Tensor {
    return readVariable(this.value)
  }

  apply(gradient: Tensor, { alpha, beta1, beta2, epsilon }: AdamNumbers): void {
    tf.tidy(() => {
      // The operation corrects alpha by these powers of β; 0 leaves alpha as it is, corrected in float64 before.
      const powers = [tf.scalar(0), tf.scalar(0)]
      const numbers = [alpha, beta1, beta2, epsilon].map((number) => tf.scalar(number))
      runRaw(
        'ResourceApplyAdam',
        [attribute.float('T'), attribute.bool('use_locking', false), attribute.bool('use_nesterov', false)],
        [this.value, this.m, this.v, ...powers, ...numbers, gradient],
        0
      )
    })
  }

  assign(value: Tensor): void {
    assignVariable(this.value, value)
  }

  download(): Float32Array {
    return downloadVariable(this.value)
  }

  downloadMoments(): { m: Float32Array; v: Float32Array } {
    return { m: downloadVariable(this.m), v: downloadVariable(this.v) }
  }

  dispose(): void {
    for (const handle of [this.value, this.m, this.v]) {
      runRaw('DestroyResourceOp', [attribute.bool('ignore_lookup_error', true)], [handle], 0)
      deleteHandle(handle)
    }
  }
}

function createVariable(shape: number[], data: Float32Array): number {
  made += 1
  const [handle] = runRaw(
    'VarHandleOp',
    [
      attribute.float('dtype'),
      attribute.shape('shape', shape),
      attribute.text('shared_name', `loupe-${made}`),
      attribute.text('container', '')
    ],
    [],
    1
  )
  // Copied: TensorFlow may share the memory of an array that it is given.
  tf.tidy(() => assignVariable(handle, tf.tensor(data.slice(), shape, 'float32')))
  return handle
}

function assignVariable(handle: number, value: Tensor): void {
  runRaw('AssignVariableOp', [attribute.float('dtype'), attribute.bool('validate_shape', false)], [handle, value], 0)
}

function readVariable(handle: number): Tensor {
  return runTensor('ReadVariableOp', [attribute.float('dtype')], [handle])
}

function downloadVariable(handle: number): Float32Array {
  return scoped(() => readVariable(handle).dataSync().slice() as Float32Array)
}
