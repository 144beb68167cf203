/**
 * One file of a delphi cache: the activations of a range of latents, sparse. Rows are found through an index of where every
 * few thousandth location is, made (and all locations checked) when rows are read for the first time.
 */
import type { Dtype } from '../../../../contract/records/basics'
import { bytesPerElement, f32FromBytes } from '../../../codecs/dtypes'
import { decodeLocations, type LocationBounds } from '../../../codecs/latent-locations'
import { throwIfCancelled } from '../../cancel'
import { fileError, type InputFile } from '../../files/input-file'

export interface Split {
  file: InputFile
  /** First latent, and how many. */
  first: number
  latents: number
  /** Active places in the file. */
  count: number
  locations: { begin: number; dtype: Dtype; width: number }
  activations: { begin: number; dtype: Dtype }
}

/** Rows wanted, and where they go: `dIn` numbers per row. */
export interface Wanted {
  start: number
  count: number
  into: Float32Array
  dIn: number
}

/** Locations between entries of the index. */
const stride = 4096
const piece = 16 * stride

export class SplitReader {
  private index: Promise<Float64Array> | undefined
  private readonly bounds: LocationBounds

  constructor(
    private readonly split: Split,
    grid: { sequences: number; positions: number },
    private readonly signal?: AbortSignal
  ) {
    this.bounds = { ...grid, latents: split.latents }
  }

  /** Writes the activations of the wanted rows; what is not active is left as it is. */
  async scatter(wanted: Wanted): Promise<void> {
    this.index ??= this.checkAll()
    const index = await this.index
    const end = wanted.start + wanted.count
    for (let at = lastBefore(index, wanted.start) * stride; at < this.split.count; at += stride) {
      if (at % stride === 0 && index[at / stride] >= end) return
      await this.scatterPiece(at, wanted)
    }
  }

  private async scatterPiece(at: number, { start, count, into, dIn }: Wanted): Promise<void> {
    const { rows, latents } = await this.locations(at, Math.min(stride, this.split.count - at), 0)
    const from = firstAtLeast(rows, start)
    const to = firstAtLeast(rows, start + count)
    if (from >= to) return
    const values = await this.activations(at + from, to - from)
    const { first } = this.split
    for (let i = from; i < to; i += 1) into[(rows[i] - start) * dIn + first + latents[i]] = values[i - from]
  }

  /** The row of every location whose number is a multiple of the stride; memory is in proportion to the file. */
  private async checkAll(): Promise<Float64Array> {
    const { count } = this.split
    const index = new Float64Array(Math.ceil(count / stride))
    let before = 0
    for (let at = 0; at < count; at += piece) {
      throwIfCancelled(this.signal)
      const { rows } = await this.locations(at, Math.min(piece, count - at), before)
      for (let i = 0; i < rows.length; i += stride) index[(at + i) / stride] = rows[i]
      before = rows[rows.length - 1]
    }
    return index
  }

  private async locations(at: number, count: number, after: number): Promise<{ rows: Float64Array; latents: Uint32Array }> {
    const { file, locations } = this.split
    const bytes = await file.read(locations.begin + at * locations.width, count * locations.width)
    try {
      return decodeLocations(bytes, locations.dtype, this.bounds, at, after)
    } catch (thrown) {
      throw fileError(thrown, file.path)
    }
  }

  private async activations(at: number, count: number): Promise<Float32Array> {
    const { file, activations } = this.split
    const width = bytesPerElement[activations.dtype]
    return f32FromBytes(await file.read(activations.begin + at * width, count * width), activations.dtype)
  }
}

/** The last entry below `row`: a row's locations may begin before an entry of its own; 0 where there is none. */
function lastBefore(index: Float64Array, row: number): number {
  return Math.max(0, firstAtLeast(index, row) - 1)
}

/** The first place whose number is at least `row`, in ascending numbers. */
function firstAtLeast(numbers: Float64Array, row: number): number {
  let [low, high] = [0, numbers.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (numbers[middle] < row) low = middle + 1
    else high = middle
  }
  return low
}
