/** Tensors on their way into a file: in their type, block by block, checked, in one of three containers. */

import type { Dtype } from '../../../contract/records/basics'
import { LoupeError } from '../../../contract/wire/errors'
import { bytesPerElement, toBytes } from '../../codecs/dtypes'
import { npyHeader } from '../../codecs/npy'
import { stateDictPickle } from '../../codecs/pickle/write'
import { safetensorsStart } from '../../codecs/safetensors-writing'
import { elementsOf } from '../../maths/shape'
import { createFileWriter, type FileFacts, type FileWriter } from '../files/file-writer'
import { writeZip } from '../files/zip-writer'
import { blocksOf, type Part } from '../tensors/part'

export interface Output {
  name: string
  part: Part
  dtype: Extract<Dtype, 'f32' | 'f16' | 'bf16' | 'i32'>
}

/** Greatest number of f16; what is larger would become infinite. */
const greatestHalf = 65504

export function writeSafetensors(path: string, outputs: Output[], metadata: Record<string, string> = {}): Promise<FileFacts> {
  const shapes = Object.fromEntries(outputs.map(({ name, part, dtype }) => [name, { shape: part.shape, dtype }]))
  const { bytes, order } = safetensorsStart(shapes, metadata)
  return written(path, async (writer) => {
    await writer.write(bytes)
    for (const name of order) {
      for await (const piece of piecesOf(outputs.find((output) => output.name === name) as Output)) await writer.write(piece)
    }
  })
}

/** As numpy.savez writes it. */
export function writeNpz(path: string, outputs: Output[]): Promise<FileFacts> {
  const entries = outputs.map((output) => {
    const header = npyHeader(output.dtype, output.part.shape)
    return { name: `${output.name}.npy`, bytes: header.length + bytesOf(output), pieces: headed(header, output) }
  })
  return written(path, (writer) => writeZip(writer, entries))
}

/** As torch.save writes a state dict, under `root`. */
export function writeTorch(path: string, root: string, outputs: Output[]): Promise<FileFacts> {
  const pickle = stateDictPickle(
    outputs.map(({ name, part, dtype }, index) => ({ name, dtype, shape: part.shape, key: String(index) }))
  )
  const small = (name: string, content: Uint8Array) => ({ name: `${root}/${name}`, bytes: content.length, pieces: [content] })
  const entries = [
    small('data.pkl', pickle),
    small('byteorder', Buffer.from('little')),
    ...outputs.map((output, index) => ({ name: `${root}/data/${index}`, bytes: bytesOf(output), pieces: piecesOf(output) })),
    small('version', Buffer.from('3\n'))
  ]
  return written(path, (writer) => writeZip(writer, entries))
}

async function written(path: string, write: (writer: FileWriter) => Promise<void>): Promise<FileFacts> {
  const writer = await createFileWriter(path)
  try {
    await write(writer)
    return await writer.finish()
  } finally {
    await writer.abandon()
  }
}

async function* headed(header: Uint8Array, output: Output): AsyncGenerator<Uint8Array> {
  yield header
  yield* piecesOf(output)
}

function bytesOf({ part, dtype }: Output): number {
  return bytesPerElement[dtype] * elementsOf(part.shape)
}

async function* piecesOf({ name, part, dtype }: Output): AsyncGenerator<Uint8Array> {
  for await (const { values } of blocksOf(part)) {
    checkValues(name, values, dtype)
    yield toBytes(dtype === 'i32' ? Int32Array.from(values) : values, dtype)
  }
}

/** A threshold may be infinite: such a feature never fires. */
function checkValues(name: string, values: Float32Array, dtype: Output['dtype']): void {
  if (dtype !== 'f16' && areFinite(values)) return
  const isThreshold = name.endsWith('threshold')
  for (const value of values) {
    if (Number.isNaN(value) || (!Number.isFinite(value) && !isThreshold)) throw notFinite(name)
    if (dtype === 'f16' && Math.abs(value) > greatestHalf && Number.isFinite(value)) throw tooLarge(name, value)
  }
}

/** Nothing times 0 is anything but 0, if it is a finite number. */
function areFinite(values: Float32Array): boolean {
  let sum = 0
  for (let at = 0; at < values.length; at += 1) sum += values[at] * 0
  return sum === 0
}

function notFinite(name: string): LoupeError {
  return new LoupeError('not-finite', `Tensor ${name} has values that are not finite numbers.`, {
    hint: 'The training diverged, or the file is damaged: take an earlier checkpoint, or download it again.',
    place: name
  })
}

function tooLarge(name: string, value: number): LoupeError {
  return new LoupeError('unsupported', `Tensor ${name} holds ${value}, which f16 can not.`, {
    hint: 'Write it as bf16 or f32.',
    place: name
  })
}
