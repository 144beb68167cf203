/**
 * Files of named arrays of any shape (safetensors, .npz, PyTorch), as they lie on disk: for stations that need whole tensors
 * and not rows. Numbers are read where they lie, a stretch at a time; a pickle is read without running it.
 */
import type { Dtype } from '../../contract/records/basics'
import { bytesPerElement, f32FromBytes, swapBytes } from '../codecs/dtypes'
import { namedTensors } from '../codecs/pickle/tensors'
import type { PickleValue } from '../codecs/pickle/values'
import { parseSafetensorsHeader, safetensorsDataStart } from '../codecs/safetensors'
import { fileError, InputFile, namedError } from './files/input-file'
import { ZipArchive } from './files/zip-archive'
import { firstZipName } from './files/zip-head'
import { arraysIn } from './formats/npz'
import { openSaved, pytorch, readable } from './formats/pytorch'
import { safetensors } from './formats/safetensors'
import { fortranStride } from './formats/strided-rows'

export interface NamedArray {
  name: string
  dtype: Dtype
  shape: number[]
  /** Elements from one to the next along each axis. */
  stride: number[]
  /** `count` numbers as f32, from the array's first one plus `from`, in the order of the file. */
  read(from: number, count: number): Promise<Float32Array>
}

export interface NamedArrays {
  format: 'safetensors' | 'npz' | 'pytorch'
  arrays: NamedArray[]
  /** Of a safetensors file. */
  metadata: Record<string, string>
  /** What the pickle of a PyTorch file holds, tensors as records of where they lie. */
  value?: PickleValue
  /** A line of JSON before a PyTorch file (saev), as text. */
  header?: string
  close(): Promise<void>
}

/** A line longer than this is no header. */
const maxHeaderBytes = 1024 * 1024

/** Opens a file and reads what is in it, not the numbers. Throws not-found, empty, truncated, malformed, unsupported. */
export async function openNamedArrays(path: string): Promise<NamedArrays> {
  const file = await InputFile.open(path)
  try {
    return await opened(file)
  } catch (thrown) {
    await file.close()
    throw fileError(thrown, path)
  }
}

async function opened(file: InputFile): Promise<NamedArrays> {
  const head = await file.read(0, 64)
  if (head[0] === 0x7b) return behindHeader(file)
  if (firstZipName(head)?.endsWith('.npy')) return npzArrays(file)
  if (pytorch.recognizes(head, file.sizeBytes)) return torchArrays(file)
  if (safetensors.recognizes(head, file.sizeBytes) || file.path.endsWith('.safetensors')) return safetensorsArrays(file)
  throw namedError(
    'unsupported',
    file.path,
    'is no file of tensors that Loupe reads',
    'Loupe reads .safetensors, .npz and PyTorch files.'
  )
}

/** The line up to the first line end, then a PyTorch file. */
async function behindHeader(file: InputFile): Promise<NamedArrays> {
  const begin = await file.read(0, maxHeaderBytes)
  const end = begin.indexOf(0x0a)
  const rest = end < 0 ? undefined : file.behind(end + 1)
  if (!rest || !pytorch.recognizes(await rest.read(0, 64), rest.sizeBytes)) {
    throw namedError('malformed', file.path, 'begins like JSON, but no PyTorch file follows its first line', 'Download it again.')
  }
  return { ...(await torchArrays(rest)), header: new TextDecoder().decode(begin.subarray(0, end)) }
}

async function safetensorsArrays(file: InputFile): Promise<NamedArrays> {
  const start = safetensorsDataStart(await file.read(0, 8), file.sizeBytes)
  const { entries, metadata } = parseSafetensorsHeader(await file.read(0, start), file.sizeBytes)
  const arrays = entries.map(({ name, dtype, shape, begin }) => ({
    name,
    dtype,
    shape,
    stride: denseStride(shape),
    read: (from: number, count: number) => numbersAt({ file, start: begin }, dtype, false, from, count)
  }))
  return { format: 'safetensors', arrays, metadata, close: () => file.close() }
}

async function npzArrays(file: InputFile): Promise<NamedArrays> {
  const archive = await ZipArchive.open(file)
  const found = await arraysIn(file, archive)
  const arrays = [...found].map(([name, { entry, header, bytes }]) => {
    const { dtype, shape, bigEndian, fortran, dataStart } = header
    const read = async (from: number, count: number): Promise<Float32Array> => {
      const place = await archive.content(entry, bytes)
      return numbersAt({ file: place.file, start: place.start + dataStart }, dtype, bigEndian, from, count)
    }
    return { name, dtype, shape, stride: fortran ? fortranStride(shape) : denseStride(shape), read }
  })
  return { format: 'npz', arrays, metadata: {}, close: () => archive.close().finally(() => file.close()) }
}

async function torchArrays(file: InputFile): Promise<NamedArrays> {
  const saved = await openSaved(file)
  const close = () => saved.close().finally(() => file.close())
  const tensors = await readable(file, saved, namedTensors(saved.value))
  const arrays = [...tensors].map(([name, { storage, dtype, offset, shape, stride }]) => {
    const read = async (from: number, count: number): Promise<Float32Array> => {
      const place = await saved.content(storage)
      const start = place.start + storage.begin + offset * bytesPerElement[dtype]
      return numbersAt({ file: place.file, start }, dtype, saved.bigEndian, from, count)
    }
    return { name, dtype, shape, stride, read }
  })
  return { format: 'pytorch', arrays, metadata: {}, value: saved.value, close }
}

async function numbersAt(
  { file, start }: { file: InputFile; start: number },
  dtype: Dtype,
  bigEndian: boolean,
  from: number,
  count: number
): Promise<Float32Array> {
  const width = bytesPerElement[dtype]
  const bytes = new Uint8Array(count * width)
  await file.readInto(bytes, start + from * width)
  if (bigEndian) swapBytes(bytes, width)
  return dtype === 'f32' ? new Float32Array(bytes.buffer) : f32FromBytes(bytes, dtype)
}

/** Element distances of an array in C order. */
export function denseStride(shape: number[]): number[] {
  const stride = shape.map(() => 1)
  for (let axis = shape.length - 2; axis >= 0; axis -= 1) stride[axis] = stride[axis + 1] * Math.max(1, shape[axis + 1])
  return stride
}
