/**
 * TensorFlow resource variables: tensors with a fixed place in memory, which raw operations update in place.
 * A variable's buffer is copied on update while someone still holds what was read from it.
 */
import { collectAfter } from './collect'
import type { Tensor } from './library'
import { scoped, tf } from './library'
import { attribute, deleteHandle, runRaw, runTensor } from './native'

let made = 0

/** A bare handle, to be freed with destroyVariable. `data` is copied; without it all are 0. */
export function createVariable(shape: number[], data?: Float32Array): number {
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
  tf.tidy(() => assignVariable(handle, data ? tf.tensor(data.slice(), shape, 'float32') : tf.fill(shape, 0, 'float32')))
  if (data) collectAfter(data.length)
  return handle
}

export function assignVariable(handle: number, value: Tensor): void {
  runRaw('AssignVariableOp', [attribute.float('dtype'), attribute.bool('validate_shape', false)], [handle, value], 0)
}

/** The current value; belongs to the surrounding tidy and must be gone before the variable is updated (else that copies). */
export function readVariable(handle: number): Tensor {
  return runTensor('ReadVariableOp', [attribute.float('dtype')], [handle])
}

/** The current value, copied. */
export function downloadVariable(handle: number): Float32Array {
  return scoped(() => readVariable(handle).dataSync() as Float32Array)
}

export function destroyVariable(handle: number): void {
  runRaw('DestroyResourceOp', [attribute.bool('ignore_lookup_error', true)], [handle], 0)
  deleteHandle(handle)
}
