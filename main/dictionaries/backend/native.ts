/**
 * Raw TensorFlow operations through tfjs-node's binding: what tfjs itself does not offer.
 * Names and attributes are TensorFlow's own; outputs are either tfjs tensors or bare handles that the caller deletes.
 */
import type { Tensor, TensorLibrary } from './library'
import { tf } from './library'

interface Attribute {
  name: string
  type: number
  value: boolean | number | string | number[]
}

interface Handle {
  id: number
  shape: number[]
  dtype: number
}

/** The part of tfjs-node's TFJSBinding that is used here. */
interface Binding {
  createTensor(shape: number[], dtype: number, buffer: Float32Array | Int32Array): number
  deleteTensor(id: number): void
  executeOp(name: string, attributes: Attribute[], inputs: number[], outputs: number): Handle[]
  readonly TF_FLOAT: number
  readonly TF_INT32: number
  readonly TF_INT64: number
  readonly TF_UINT8: number
  readonly TF_BOOL: number
  readonly TF_ATTR_TYPE: number
  readonly TF_ATTR_BOOL: number
  readonly TF_ATTR_INT: number
  readonly TF_ATTR_STRING: number
  readonly TF_ATTR_SHAPE: number
  readonly TF_Version: string
}

/** Methods of NodeJSKernelBackend; the last two are private there but have been stable since tfjs 1. */
interface NativeBackend {
  binding: Binding
  getInputTensorIds(tensors: Tensor[]): number[]
  createOutputTensor(handle: Handle): Tensor
}

export function bindingOf(library: TensorLibrary): Binding {
  return (library.backend() as unknown as NativeBackend).binding
}

function backend(): NativeBackend {
  return tf.backend() as unknown as NativeBackend
}

/** TensorFlow's DT_DOUBLE and DT_BFLOAT16, which the binding does not name. Such tensors exist as bare handles only. */
const float64Type = 2
const bfloat16Type = 14

/** Attribute makers, so that calls read like TensorFlow's documentation. */
export const attribute = {
  float: (name: string): Attribute => type(name, backend().binding.TF_FLOAT),
  float64: (name: string): Attribute => type(name, float64Type),
  bfloat16: (name: string): Attribute => type(name, bfloat16Type),
  int32: (name: string): Attribute => type(name, backend().binding.TF_INT32),
  int64: (name: string): Attribute => type(name, backend().binding.TF_INT64),
  uint8: (name: string): Attribute => type(name, backend().binding.TF_UINT8),
  boolean: (name: string): Attribute => type(name, backend().binding.TF_BOOL),
  bool: (name: string, value: boolean): Attribute => ({ name, type: backend().binding.TF_ATTR_BOOL, value }),
  int: (name: string, value: number): Attribute => ({ name, type: backend().binding.TF_ATTR_INT, value }),
  text: (name: string, value: string): Attribute => ({ name, type: backend().binding.TF_ATTR_STRING, value }),
  shape: (name: string, value: number[]): Attribute => ({ name, type: backend().binding.TF_ATTR_SHAPE, value })
}

function type(name: string, value: number): Attribute {
  return { name, type: backend().binding.TF_ATTR_TYPE, value }
}

/** An input of a raw operation: a tfjs tensor, or a bare handle's id. */
export type RawInput = Tensor | number

/** Runs an operation; one bare handle per output, which the caller must delete with deleteHandle. */
export function runRaw(operation: string, attributes: Attribute[], inputs: RawInput[], outputs: number): number[] {
  return execute(operation, attributes, inputs, outputs).map((handle) => handle.id)
}

/** Runs an operation with one f32 or i32 output, which belongs to the surrounding tidy like any tensor. */
export function runTensor<T extends Tensor>(operation: string, attributes: Attribute[], inputs: RawInput[]): T {
  return backend().createOutputTensor(execute(operation, attributes, inputs, 1)[0]) as T
}

/** A bare i32 handle: what a tensor is that only raw operations see, without tfjs's part of the work. */
export function int32Handle(values: Int32Array, shape: number[]): number {
  const { binding } = backend()
  return binding.createTensor(shape, binding.TF_INT32, values)
}

/** A bare i64 handle; tfjs has no such type. Values must lie in 0 … 2^31 − 1. */
export function int64Handle(values: ArrayLike<number>): number {
  const words = new Int32Array(values.length * 2)
  for (let i = 0; i < values.length; i += 1) words[2 * i] = values[i]
  return int64WordsHandle(words, [values.length])
}

/** The same of words: two i32 for each value, the lower one first. TensorFlow may keep using their memory. */
export function int64WordsHandle(words: Int32Array, shape: number[]): number {
  const { binding } = backend()
  return binding.createTensor(shape, binding.TF_INT64, words)
}

export function deleteHandle(id: number): void {
  backend().binding.deleteTensor(id)
}

function execute(operation: string, attributes: Attribute[], inputs: RawInput[], outputs: number): Handle[] {
  const ids = inputs.map((input) => (typeof input === 'number' ? input : backend().getInputTensorIds([input])[0]))
  return backend().binding.executeOp(operation, attributes, ids, outputs)
}
