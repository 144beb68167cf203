/**
 * A pickle (protocol 2) that says which plain tensors a PyTorch file holds, and nothing else: an OrderedDict of
 * `torch._utils._rebuild_tensor_v2` calls, as torch.save writes a state dict. Opcodes: CPython's Lib/pickletools.py.
 */

import type { Dtype } from '../../../contract/records/basics'
import { LoupeError } from '../../../contract/wire/errors'
import { elementsOf } from '../../maths/shape'

export interface PickledTensor {
  name: string
  dtype: Dtype
  /** C order. */
  shape: number[]
  /** Name of the entry with its numbers. */
  key: string
}

const storages: Partial<Record<Dtype, string>> = {
  f64: 'Double',
  f32: 'Float',
  f16: 'Half',
  bf16: 'BFloat16',
  i64: 'Long',
  i32: 'Int'
}

export function stateDictPickle(tensors: PickledTensor[]): Uint8Array {
  return Buffer.concat([
    Buffer.from([0x80, 2]),
    orderedDict,
    Buffer.from('('),
    ...tensors.flatMap((tensor) => [text(tensor.name), rebuilt(tensor)]),
    // SETITEMS, STOP
    Buffer.from('u.')
  ])
}

const orderedDict = Buffer.concat([global('collections', 'OrderedDict'), Buffer.from(')R')])

/** _rebuild_tensor_v2(storage, 0, shape, stride, False, OrderedDict()) */
function rebuilt({ dtype, shape, key }: PickledTensor): Buffer {
  const name = storages[dtype]
  if (!name) throw new LoupeError('internal', `PyTorch has no storage for ${dtype}.`)
  const elements = elementsOf(shape)
  const stride = shape.map((_, axis) => elementsOf(shape.slice(axis + 1)))
  const storage = [text('storage'), global('torch', `${name}Storage`), text(key), text('cpu'), integer(elements)]
  return Buffer.concat([
    global('torch._utils', '_rebuild_tensor_v2'),
    Buffer.from('(('),
    ...storage,
    // TUPLE, BINPERSID
    Buffer.from('tQ'),
    integer(0),
    tuple(shape),
    tuple(stride),
    // NEWFALSE
    Buffer.from([0x89]),
    orderedDict,
    // TUPLE, REDUCE
    Buffer.from('tR')
  ])
}

function global(module: string, name: string): Buffer {
  return Buffer.from(`c${module}\n${name}\n`)
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value)
  const length = Buffer.alloc(4)
  length.writeUInt32LE(bytes.length)
  return Buffer.concat([Buffer.from('X'), length, bytes])
}

/** BININT where it fits, else LONG1. */
function integer(value: number): Buffer {
  const fits = value < 2 ** 31
  const bytes = Buffer.alloc(fits ? 5 : 10)
  if (fits) {
    bytes.write('J')
    bytes.writeInt32LE(value, 1)
  } else {
    bytes.writeUInt8(0x8a)
    bytes.writeUInt8(8, 1)
    bytes.writeBigInt64LE(BigInt(value), 2)
  }
  return bytes
}

function tuple(values: number[]): Buffer {
  return Buffer.concat([Buffer.from('('), ...values.map(integer), Buffer.from('t')])
}
