/**
 * The dictionary of a checkpoint read in parts: what it is, single tensors, some rows of one, or all of its rows a few MB at a
 * time. For questions that need few of its numbers: no tensor library, and memory that does not depend on its size.
 */
import { type FileHandle, open } from 'node:fs/promises'
import { LoupeError } from '../../../contract/wire/errors'
import { parseSafetensorsHeader, type SafetensorsEntry, safetensorsDataStart } from '../../codecs/safetensors'
import { type Dictionary, tensorShapes } from '../dictionary'
import { dictionaryFacts } from './safetensors'

/** Rows nearer to one another than this are read at once, as much as that at a time. */
const gapBytes = 16 * 1024
const blockBytes = 4 * 1024 * 1024

/** Consecutive rows `first` … of a tensor: [count, width]. */
export interface TensorBlock {
  first: number
  count: number
  rows: Float32Array
}

export interface DictionaryFile {
  readonly about: Omit<Dictionary, 'tensors'>
  /** A whole tensor, for the small ones. Throws wrong-shape for one that the dictionary does not have. */
  tensor(name: string): Promise<Float32Array>
  /** Rows of a tensor of two dimensions, [ids, width], in the order of the ids. */
  rows(name: string, ids: ArrayLike<number>): Promise<Float32Array>
  /** All of its rows in order, a few MB at a time. */
  blocks(name: string): AsyncGenerator<TensorBlock>
  close(): Promise<void>
}

/** Throws what the system throws, truncated, malformed, wrong-shape. */
export async function openDictionaryFile(path: string): Promise<DictionaryFile> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const start = safetensorsDataStart(await bytesAt(file, 0, Math.min(8, size)), size)
    const { entries, metadata } = parseSafetensorsHeader(await bytesAt(file, 0, start), size)
    const byName = Object.fromEntries(entries.map((entry) => [entry.name, entry]))
    const about = dictionaryFacts(byName, metadata)
    for (const [name, shape] of Object.entries(tensorShapes(about))) checkEntry(byName[name], name, shape)
    return new OpenDictionary(file, about, byName)
  } catch (thrown) {
    await file.close()
    throw thrown
  }
}

class OpenDictionary implements DictionaryFile {
  constructor(
    private readonly file: FileHandle,
    readonly about: Omit<Dictionary, 'tensors'>,
    private readonly entries: Record<string, SafetensorsEntry>
  ) {}

  async tensor(name: string): Promise<Float32Array> {
    const { begin, end } = this.entry(name)
    return new Float32Array((await bytesAt(this.file, begin, end)).buffer)
  }

  async rows(name: string, ids: ArrayLike<number>): Promise<Float32Array> {
    const { begin, shape } = this.entry(name)
    const width = shape[1]
    const out = new Float32Array(ids.length * width)
    for (const { from, to, positions } of stretches(ids, width * 4)) {
      const bytes = await bytesAt(this.file, begin + from * width * 4, begin + to * width * 4)
      const read = new Float32Array(bytes.buffer)
      for (const at of positions) out.set(read.subarray((ids[at] - from) * width, (ids[at] - from + 1) * width), at * width)
    }
    return out
  }

  async *blocks(name: string): AsyncGenerator<TensorBlock> {
    const { begin, shape } = this.entry(name)
    const [total, width] = shape
    const step = Math.max(1, Math.floor(blockBytes / (4 * width)))
    for (let first = 0; first < total; first += step) {
      const count = Math.min(step, total - first)
      const bytes = await bytesAt(this.file, begin + first * width * 4, begin + (first + count) * width * 4)
      yield { first, count, rows: new Float32Array(bytes.buffer) }
    }
  }

  close(): Promise<void> {
    return this.file.close()
  }

  private entry(name: string): SafetensorsEntry {
    const entry = this.entries[name]
    if (entry) return entry
    throw new LoupeError('wrong-shape', `The dictionary has no tensor ${name}.`, { place: name })
  }
}

/** Rows `from` … `to` − 1 that are read at once; `positions` in the ids that lie among them. */
interface Stretch {
  from: number
  to: number
  positions: number[]
}

function stretches(ids: ArrayLike<number>, rowBytes: number): Stretch[] {
  const order = Array.from(ids, (_, at) => at).sort((a, b) => ids[a] - ids[b])
  const found: Stretch[] = []
  for (const at of order) {
    const last = found.at(-1)
    const isNear = last && (ids[at] - last.to) * rowBytes <= gapBytes && (ids[at] + 1 - last.from) * rowBytes <= blockBytes
    if (!isNear) found.push({ from: ids[at], to: ids[at] + 1, positions: [at] })
    else {
      last.to = ids[at] + 1
      last.positions.push(at)
    }
  }
  return found
}

function checkEntry(entry: SafetensorsEntry | undefined, name: string, shape: number[]): void {
  if (entry?.dtype === 'f32' && entry.shape.join() === shape.join()) return
  const found = entry ? `${entry.dtype} [${entry.shape.join(', ')}]` : 'missing'
  throw new LoupeError('wrong-shape', `Tensor ${name} of the dictionary is ${found}, not f32 [${shape.join(', ')}].`, {
    place: name
  })
}

async function bytesAt(file: FileHandle, begin: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(end - begin)
  for (let at = 0; at < bytes.length; ) {
    const { bytesRead } = await file.read(bytes, at, bytes.length - at, begin + at)
    if (bytesRead === 0) throw new LoupeError('truncated', 'The dictionary has become shorter while it was read.')
    at += bytesRead
  }
  return bytes
}
