/**
 * PyTorch's tensors as they lie in pickles (torch/_utils.py, torch/serialization.py): views of storages that lie elsewhere.
 * Tensors that are no plain arrays become records that say why not, so that the others of a file can be read.
 */

import type { Dtype } from '../../../contract/records/basics'
import { elementsOf } from '../../maths/shape'
import { bytesPerElement } from '../dtypes'
import { wholeNumber, wholeNumbers } from './numpy'
import { dtypes, otherStorages, storageDtypes } from './torch-names'
import {
  badPickle,
  type PickleValue,
  type RefusedRecord,
  recordOf,
  refusedPickle,
  type StorageRecord,
  shownName,
  type TensorRecord,
  wordOf
} from './values'

type Call = (args: PickleValue[]) => PickleValue

const rebuilds: Record<string, Call> = {
  _rebuild_tensor: ([storage, offset, shape, stride]) => tensorOf(storage, undefined, offset, shape, stride),
  _rebuild_tensor_v2: ([storage, offset, shape, stride, , , flags]) =>
    flagged(flags) ?? tensorOf(storage, undefined, offset, shape, stride),
  _rebuild_tensor_v3: ([storage, offset, shape, stride, , , dtype, flags]) =>
    flagged(flags) ?? tensorOf(storage, dtype, offset, shape, stride),
  _rebuild_parameter: ([data]) => tensorIn(data),
  _rebuild_parameter_with_state: ([data]) => tensorIn(data),
  _rebuild_device_tensor_from_cpu_tensor: ([data]) => tensorIn(data),
  _rebuild_device_tensor_from_numpy: () => refused('was saved from a device through NumPy'),
  _rebuild_qtensor: () => refused('is quantized'),
  _rebuild_sparse_tensor: () => refused('is sparse'),
  _rebuild_nested_tensor: () => refused('is a nested tensor'),
  _rebuild_meta_tensor_no_storage: () => refused('has no numbers (a meta tensor)'),
  _rebuild_wrapper_subclass: () => refused('is of a class of its own')
}

export const torchCalls: Record<string, Call> = {
  ...Object.fromEntries(Object.entries(rebuilds).map(([name, call]) => [`torch._utils.${name}`, call])),
  'torch._tensor._rebuild_from_type_v2': ([rebuild, , args]) => rebuilt(rebuild, args),
  'torch.Size': ([sizes]) => wholeNumbers(sizes ?? [], 'a size'),
  'torch.device': (args) => args.slice(0, 2).map(wordOf).join(':'),
  'torch.serialization._get_layout': ([name]) => wordOf(name)
}

/**
 * The storage a persistent id stands for: ('storage', type, key, device, elements, view).
 * Throws malformed, and unsupported for ids of whole modules.
 */
export function torchStorage(id: PickleValue): StorageRecord {
  if (!Array.isArray(id) || (id[0] !== 'storage' && id[0] !== 'module')) throw badPickle('a reference to something unknown')
  if (id[0] === 'module') throw refusedPickle('holds a whole module with its class, which Loupe does not run')
  const [, named, key, , elements, view] = id
  const type = recordOf(named, 'name')?.name
  const width = type === undefined ? undefined : storageWidth(type)
  if (type === undefined || width === undefined) throw badPickle('a storage without a type')
  if (typeof key !== 'string') throw badPickle('a storage without a key')
  const whole = { kind: 'storage' as const, key, type, begin: 0, bytes: width * wholeNumber(elements, 'the size of a storage') }
  return Array.isArray(view) ? viewOf(whole, view, width) : whole
}

/** Bytes per element of a storage type; 1 where it holds bytes of any type. */
export function storageWidth(type: string): number | undefined {
  const name = type.replace(/^torch\.(cuda\.|storage\.)?/, '').replace(/Storage$/, '')
  if (name === 'Untyped') return 1
  const dtype = storageDtypes.get(name)
  return dtype ? bytesPerElement[dtype] : Object.hasOwn(otherStorages, name) ? otherStorages[name] : undefined
}

/** Before PyTorch 1.6 a storage could be a part of another: (key, first element, elements). */
function viewOf(whole: StorageRecord, [, first, elements]: PickleValue[], width: number): StorageRecord {
  const begin = width * wholeNumber(first, 'the place of a storage')
  const bytes = width * wholeNumber(elements, 'the size of a storage')
  if (begin + bytes > whole.bytes) throw badPickle('a storage reaches beyond the one it is a part of')
  return { ...whole, begin, bytes }
}

function tensorOf(
  from: PickleValue | undefined,
  type: PickleValue | undefined,
  first: PickleValue | undefined,
  sizes: PickleValue | undefined,
  strides: PickleValue | undefined
): TensorRecord | RefusedRecord {
  const storage = recordOf(from, 'storage')
  if (!storage) throw badPickle('a tensor without a storage')
  const dtype = dtypeOf(storage, type)
  if (typeof dtype !== 'string') return dtype
  const shape = wholeNumbers(sizes, 'the shape of a tensor')
  const stride = wholeNumbers(strides, 'the strides of a tensor')
  const offset = wholeNumber(first, 'the place of a tensor')
  if (shape.length !== stride.length) throw badPickle(`a tensor of ${shape.length} sizes and ${stride.length} strides`)
  const reach = shape.includes(0) ? 0 : shape.reduce((end, size, axis) => end + (size - 1) * stride[axis], offset + 1)
  const elements = elementsOf(shape)
  if (reach * bytesPerElement[dtype] > storage.bytes || elements > 2 ** 50) {
    throw badPickle(`a tensor of shape [${shape.join(', ')}] reaches beyond its storage of ${storage.bytes} bytes`)
  }
  return { kind: 'tensor', storage, dtype, offset, shape, stride }
}

function dtypeOf(storage: StorageRecord, type: PickleValue | undefined): Dtype | RefusedRecord {
  const named = recordOf(type, 'name')?.name
  if (type !== undefined && named === undefined) throw badPickle('a tensor without a type')
  const name = named === undefined ? storage.type.replace(/^torch\.(cuda\.)?|Storage$/g, '') : named.replace('torch.', '')
  const dtype = named === undefined ? storageDtypes.get(name) : dtypes.get(name)
  if (dtype) return dtype
  return refused(
    /complex|cfloat|cdouble|chalf/i.test(name) ? 'holds complex numbers' : `holds numbers of type ${shownName(name)}`
  )
}

/** Tensors whose numbers are to be negated or conjugated when read. */
function flagged(flags: PickleValue | undefined): RefusedRecord | undefined {
  if (!(flags instanceof Map) || ![...flags.values()].includes(true)) return undefined
  return refused('is a negated or conjugated view')
}

function tensorIn(data: PickleValue | undefined): TensorRecord | RefusedRecord {
  const tensor = recordOf(data, 'tensor') ?? recordOf(data, 'refused')
  if (!tensor) throw badPickle('a parameter without a tensor')
  return tensor
}

function rebuilt(rebuild: PickleValue | undefined, args: PickleValue | undefined): PickleValue {
  const name = recordOf(rebuild, 'name')?.name.replace('torch._utils.', '')
  if (name === undefined || !Object.hasOwn(rebuilds, name) || !Array.isArray(args)) throw badPickle('a tensor of an unknown kind')
  return rebuilds[name](args)
}

function refused(why: string): RefusedRecord {
  return { kind: 'refused', why }
}
