/**
 * PyTorch's .pt and .pth files: a tensor, or tensors in dictionaries and lists, whose names are joined by dots.
 * The pickle in them is read without running it (main/codecs/pickle); numbers are read where they lie.
 */
import type { LoupeError } from '../../../contract/wire/errors'
import { bytesPerElement } from '../../codecs/dtypes'
import { type NamedTensor, namedTensors } from '../../codecs/pickle/tensors'
import type { TensorRecord } from '../../codecs/pickle/values'
import { throwIfCancelled } from '../cancel'
import { type InputFile, namedError } from '../files/input-file'
import { firstZipName } from '../files/zip-head'
import { denseRows } from './dense-rows'
import type { Format, OpenedFile, OpenOptions, RowSource } from './format'
import { lazyRows } from './lazy-rows'
import { openTorchArchive } from './pytorch/archive'
import { type SavedTorch, tensorWords } from './pytorch/saved'
import { isTorchStream, openTorchStream } from './pytorch/stream'
import { stridedRows } from './strided-rows'

export const pytorch: Format = { name: 'PyTorch', extensions: ['pt', 'pth', 'ckpt'], recognizes, open }

/** A zip with a folder in it that begins with no array of NumPy, or the stream of before 1.6. */
function recognizes(head: Uint8Array): boolean {
  const name = firstZipName(head)
  return isTorchStream(head) || (name?.includes('/') === true && !name.endsWith('.npy'))
}

async function open(file: InputFile, o: OpenOptions): Promise<OpenedFile> {
  const saved = await openSaved(file, o)
  try {
    const tensors = await readable(file, saved, namedTensors(saved.value), o)
    return {
      arrays: [...tensors].map(([name, { dtype, shape }]) => ({ name, dtype, shape })),
      rowsOf: ({ name }) => rowsOf(saved, tensors.get(name) as TensorRecord),
      close: () => saved.close()
    }
  } catch (thrown) {
    await saved.close()
    throw thrown
  }
}

export async function openSaved(file: InputFile, o: OpenOptions = {}): Promise<SavedTorch> {
  const head = await file.read(0, 64)
  if (isTorchStream(head)) return openTorchStream(file)
  if (firstZipName(head) !== undefined) return openTorchArchive(file, o.signal)
  throw namedError('malformed', file.path, 'is not a PyTorch file, though its name says so', 'Check what it is.')
}

/**
 * Tensors that can be read, by name, each checked to lie in the file. Those that are no plain arrays are no problem as long
 * as none of them is wanted and there are others.
 */
export async function readable(
  file: InputFile,
  saved: SavedTorch,
  found: NamedTensor[],
  o: OpenOptions = {}
): Promise<Map<string, TensorRecord>> {
  const tensors = new Map<string, TensorRecord>()
  let refusal: LoupeError | undefined
  for (const { name, tensor } of found) {
    throwIfCancelled(o.signal)
    if (tensor.kind === 'tensor') {
      await saved.check(tensor.storage, name)
      tensors.set(name, tensor)
    } else {
      const error = refused(file, name, tensor.why)
      if (name === o.array) throw error
      refusal ??= error
    }
  }
  if (tensors.size === 0 && refusal) throw refusal
  return tensors
}

function refused(file: InputFile, name: string, why: string): LoupeError {
  const hint = 'Save it as plain numbers, for example tensor.float().to_dense(), or choose another.'
  return namedError('unsupported', file.path, `holds ${tensorWords(name)}, which ${why}`, hint)
}

function rowsOf(saved: SavedTorch, { storage, dtype, offset, shape, stride }: TensorRecord): RowSource {
  return lazyRows(shape, async () => {
    const { file, start } = await saved.content(storage)
    const dataStart = start + storage.begin + offset * bytesPerElement[dtype]
    const layout = { file, dataStart, dtype, shape, bigEndian: saved.bigEndian }
    return isDense(shape, stride) ? denseRows({ ...layout, fortran: false }) : stridedRows({ ...layout, stride })
  })
}

/** Whether the numbers lie in C order without gaps; the stride of an axis of size 1 means nothing. */
function isDense(shape: number[], stride: number[]): boolean {
  let expected = 1
  for (let axis = shape.length - 1; axis >= 0; axis -= 1) {
    if (shape[axis] !== 1 && stride[axis] !== expected) return false
    expected *= shape[axis]
  }
  return true
}
