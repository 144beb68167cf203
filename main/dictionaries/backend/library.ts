/**
 * The tensor library in use. Everything that computes with tensors gets it here, after startBackend (start.ts) has chosen it.
 */
import type * as Tfjs from '@tensorflow/tfjs'

export type TensorLibrary = typeof Tfjs
export type { Scalar, Tensor, Tensor1D, Tensor2D, TensorContainer } from '@tensorflow/tfjs'
export type BackendName = 'tensorflow' | 'wasm' | 'cpu'

/** Set once by startBackend; using it before is a defect. */
export let tf: TensorLibrary
let name: BackendName | undefined

export function setLibrary(library: TensorLibrary, backend: BackendName): void {
  tf = library
  name = backend
}

/** True when raw TensorFlow operations (native.ts) can be used. */
export function isNative(): boolean {
  return name === 'tensorflow'
}

/** Like tf.tidy, for results that are not tensors (tidy would search them number by number). */
export function scoped<T>(compute: () => T): T {
  const results: T[] = []
  tf.tidy(() => {
    results.push(compute())
  })
  return results[0]
}

/** A dynamic import of a CommonJS package gives its exports as `default`, as names, or both, depending on the bundler. */
export function exportsOf<T extends object>(module: T): T {
  return 'default' in module ? (module.default as T) : module
}
