/**
 * Rows of a dense array that lies in a file as one run of numbers: C or Fortran order, either byte order, any type.
 * Where the run begins is the business of the format (npy, safetensors, PyTorch).
 */
import type { Dtype } from '../../../contract/records/basics'
import { bytesPerElement, f32FromBytes, swapBytes } from '../../codecs/dtypes'
import { rowsOfShape } from '../array-choice'
import type { InputFile } from '../files/input-file'
import type { Cell, RowSource } from './format'
import { cellsFromBytes, isWide } from './row-cells'
import { fortranStride, stridedRows } from './strided-rows'

/** An array of shape [rows, d], [sequences, positions, d] or [sequences, positions, heads, d] at byte `dataStart` of a file. */
export interface DenseLayout {
  file: InputFile
  dataStart: number
  dtype: Dtype
  bigEndian: boolean
  fortran: boolean
  shape: number[]
}

const chunkBytes = 4 * 1024 * 1024

/** Reads the array as rows: sequences · positions of them, heads side by side. */
export function denseRows(layout: DenseLayout): RowSource {
  return layout.fortran ? stridedRows({ ...layout, stride: fortranStride(layout.shape) }) : rowMajorRows(layout)
}

function rowMajorRows(layout: DenseLayout): RowSource {
  const { rows, dIn } = rowsOfShape(layout.shape)
  const read = layout.dtype === 'f32' && !layout.bigEndian ? readDirectly : readConverted
  return {
    rows,
    dIn,
    read: (start, count, into) => read(layout, start * dIn, count * dIn, into),
    ...(isWide(layout.dtype) ? { cells: (start, count) => readCells(layout, start * dIn, count * dIn) } : {})
  }
}

/** Little-endian f32 is what the target holds: no second copy. */
async function readDirectly(layout: DenseLayout, first: number, count: number, into: Float32Array): Promise<void> {
  await layout.file.readInto(new Uint8Array(into.buffer, into.byteOffset, count * 4), layout.dataStart + first * 4)
}

async function readCells({ file, dtype, bigEndian, dataStart }: DenseLayout, first: number, count: number): Promise<Cell[]> {
  const width = bytesPerElement[dtype]
  const bytes = new Uint8Array(count * width)
  await file.readInto(bytes, dataStart + first * width)
  if (bigEndian) swapBytes(bytes, width)
  return cellsFromBytes(bytes, dtype)
}

async function readConverted(layout: DenseLayout, first: number, count: number, into: Float32Array): Promise<void> {
  const width = bytesPerElement[layout.dtype]
  const perChunk = chunkBytes / width
  const scratch = new Uint8Array(Math.min(count, perChunk) * width)
  for (let done = 0; done < count; done += perChunk) {
    const bytes = scratch.subarray(0, Math.min(perChunk, count - done) * width)
    await layout.file.readInto(bytes, layout.dataStart + (first + done) * width)
    if (layout.bigEndian) swapBytes(bytes, width)
    f32FromBytes(bytes, layout.dtype, into, done)
  }
}
